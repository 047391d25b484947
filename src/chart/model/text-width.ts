// Average widths in the charts' 11-pixel font.
const LATIN_WIDTH = 6.7;
const CJK_WIDTH = 11.5;
const FIRST_CJK = 0x2e80;

/** Estimates a width in pixels without a layout. */
export function estimateTextWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width += (char.codePointAt(0) ?? 0) >= FIRST_CJK ? CJK_WIDTH : LATIN_WIDTH;
  return width;
}
