const MOVE = 77; // M
const LINE = 76; // L
const VERTICAL = 86; // V
const ZERO_LENGTH = [104, 48]; // h0
const SPACE = 32;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;

const MAX_COORDINATE = 1e7;
// Length of `M-10000000.0 -10000000.0h0`.
const MAX_SEGMENT_BYTES = 26;

/** Writes SVG path data as bytes, in tenths of pixels. */
export class PathWriter {
  private bytes = new Uint8Array(1_024);
  private length = 0;
  private x = Number.NaN;

  moveTo(x: number, y: number): void {
    this.write(MOVE, x, y);
  }

  lineTo(x: number, y: number): void {
    if (x === this.x) this.writeVertical(y);
    else this.write(LINE, x, y);
  }

  /** Visible with round line caps. */
  dot(x: number, y: number): void {
    this.write(MOVE, x, y);
    for (const byte of ZERO_LENGTH) this.bytes[this.length++] = byte;
  }

  read(): string {
    return this.length > 0 ? new TextDecoder().decode(this.bytes.subarray(0, this.length)) : '';
  }

  private write(command: number, x: number, y: number): void {
    const bytes = this.reserveSegment();
    bytes[this.length] = command;
    const end = writeTenths(bytes, this.length + 1, x);
    bytes[end] = SPACE;
    this.length = writeTenths(bytes, end + 1, y);
    this.x = x;
  }

  private writeVertical(y: number): void {
    const bytes = this.reserveSegment();
    bytes[this.length] = VERTICAL;
    this.length = writeTenths(bytes, this.length + 1, y);
  }

  private reserveSegment(): Uint8Array {
    if (this.length + MAX_SEGMENT_BYTES > this.bytes.length) {
      const grown = new Uint8Array(4 * this.bytes.length);
      grown.set(this.bytes);
      this.bytes = grown;
    }
    return this.bytes;
  }
}

// Returns the end index.
function writeTenths(bytes: Uint8Array, start: number, n: number): number {
  let end = start;
  const signed = Math.round(Math.min(Math.max(n, -MAX_COORDINATE), MAX_COORDINATE) * 10);
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
