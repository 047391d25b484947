/** Linear red, green and blue, 0 to 1. */
export type Rgb = readonly [number, number, number];
export type Matrix = readonly [Rgb, Rgb, Rgb];

/** Color vision by matrix in linear RGB. Machado, Oliveira, Fernandes: IEEE TVCG 15 (2009), severity 1. */
export const VISIONS: Readonly<Record<string, Matrix>> = {
  'full color vision': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red (protanopia)': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green (deuteranopia)': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue (tritanopia)': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export function parseHex(hex: string): Rgb {
  const digits = hex.length === 4 ? hex.slice(1).replaceAll(/./g, '$&$&') : hex.slice(1);
  const channel = (from: number) => {
    const value = Number.parseInt(digits.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

export function simulateVision(vision: Matrix, color: Rgb): Rgb {
  return apply(vision, color, (sum) => Math.min(1, Math.max(0, sum)));
}

/** Returns the distance in OKLab, in hundredths; about 2 is just noticeable side by side. */
export function colorDistance(a: Rgb, b: Rgb): number {
  const [l, m, s] = toOklab(a);
  const [l2, m2, s2] = toOklab(b);
  return 100 * Math.hypot(l - l2, m - m2, s - s2);
}

/** Returns the OKLab chroma, in hundredths; neon colors exceed 16. */
export function chroma(color: Rgb): number {
  const [, green, blue] = toOklab(color);
  return 100 * Math.hypot(green, blue);
}

/** Returns the WCAG 2 contrast ratio. */
export function contrastRatio(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// Björn Ottosson's OKLab (2020).
function toOklab(color: Rgb): Rgb {
  const cones = apply(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    color,
    Math.cbrt,
  );
  return apply(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones,
    (part) => part,
  );
}

function apply(matrix: Matrix, [x, y, z]: Rgb, then: (sum: number) => number): Rgb {
  const row = ([a, b, c]: Rgb) => then(a * x + b * y + c * z);
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
}
