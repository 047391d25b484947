// Close enough to decide what fits, without asking the browser to lay text out.
const LATIN = 6.7;
const WIDE = 11.5;

/** About how wide `text` is in the chart's 11-pixel type, in pixels. */
export function estimateTextWidth(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) >= 0x2e80 ? WIDE : LATIN;
  return width;
}
