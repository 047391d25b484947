// Average widths per character of the charts' 11-pixel font, in pixels.
const LATIN_WIDTH = 6.7;
const CJK_WIDTH = 11.5;
const FIRST_CJK = 0x2e80;

/** Estimates the width of chart text in pixels, without a layout. */
export function estimateTextWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width += (char.codePointAt(0) ?? 0) >= FIRST_CJK ? CJK_WIDTH : LATIN_WIDTH;
  return width;
}
