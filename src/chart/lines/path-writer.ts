const MOVE = 77; // M
const LINE = 76; // L
const UPRIGHT = 86; // V
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
 * What an SVG path's `d` takes, point by point, in pixels to a tenth. It is written as bytes: a string
 * that grows by every number takes a sixth longer, most of it for the garbage collector.
 */
export class PathWriter {
  private bytes = new Uint8Array(1_024);
  private length = 0;
  private x = Number.NaN;

  moveTo(x: number, y: number): void {
    this.write(MOVE, x, y);
  }

  lineTo(x: number, y: number): void {
    if (x === this.x) this.writeUpright(y);
    else this.write(LINE, x, y);
  }

  /** For a round line cap. */
  dot(x: number, y: number): void {
    this.write(MOVE, x, y);
    for (const byte of STAY) this.bytes[this.length++] = byte;
  }

  /** The path so far; empty when there is nothing of it. */
  read(): string {
    return this.length > 0 ? new TextDecoder().decode(this.bytes.subarray(0, this.length)) : '';
  }

  private write(command: number, x: number, y: number): void {
    const bytes = this.makeRoom();
    bytes[this.length] = command;
    const end = writeTenths(bytes, this.length + 1, x);
    bytes[end] = SPACE;
    this.length = writeTenths(bytes, end + 1, y);
    this.x = x;
  }

  private writeUpright(y: number): void {
    const bytes = this.makeRoom();
    bytes[this.length] = UPRIGHT;
    this.length = writeTenths(bytes, this.length + 1, y);
  }

  private makeRoom(): Uint8Array {
    if (this.length + LONGEST > this.bytes.length) {
      const longer = new Uint8Array(4 * this.bytes.length);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    return this.bytes;
  }
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
