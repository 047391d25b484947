/** What an SVG path's `d` takes, point by point, in pixels to a tenth. */
export interface PathWriter {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  /** For a round line cap. */
  dot(x: number, y: number): void;
  read(): string;
}

const MOVE = 77; // M
const LINE = 76; // L
const STAY = [104, 48]; // h0
const SPACE = 32;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

/** Nothing is drawn so far out. */
const FARTHEST = 1e7;
/** `M-10000000.0 -10000000.0h0` */
const LONGEST = 26;

/**
 * An empty path. It is written as bytes: a string that grows by every number takes a sixth longer, most
 * of it for the garbage collector.
 */
export function createPathWriter(): PathWriter {
  let bytes = new Uint8Array(1_024);
  let length = 0;

  const write = (command: number, x: number, y: number) => {
    if (length + LONGEST > bytes.length) {
      const longer = new Uint8Array(4 * bytes.length);
      longer.set(bytes);
      bytes = longer;
    }
    bytes[length++] = command;
    length = writeTenths(bytes, length, x);
    bytes[length++] = SPACE;
    length = writeTenths(bytes, length, y);
  };

  return {
    moveTo: (x, y) => write(MOVE, x, y),
    lineTo: (x, y) => write(LINE, x, y),
    dot(x, y) {
      write(MOVE, x, y);
      for (const byte of STAY) bytes[length++] = byte;
    },
    read: () => (length > 0 ? new TextDecoder().decode(bytes.subarray(0, length)) : ''),
  };
}

/** `n` to a tenth, from `at` on; gives where it ends. */
function writeTenths(bytes: Uint8Array, at: number, n: number): number {
  let end = at;
  const signed = Math.round(Math.min(Math.max(n, -FARTHEST), FARTHEST) * 10);
  if (signed < 0) bytes[end++] = MINUS;
  const tenths = Math.abs(signed);
  const whole = Math.floor(tenths / 10);
  let unit = 1;
  while (unit * 10 <= whole) unit *= 10;
  for (let rest = whole; unit >= 1; unit /= 10) {
    const digit = Math.floor(rest / unit);
    bytes[end++] = ZERO + digit;
    rest -= digit * unit;
  }
  const tenth = tenths - whole * 10;
  if (tenth > 0) {
    bytes[end++] = POINT;
    bytes[end++] = ZERO + tenth;
  }
  return end;
}
