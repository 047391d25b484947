/** One way to draw the charts, as the measurement drives it. */
export interface ChartRenderer {
  /** Draws `charts` charts from nothing, in `holder`. */
  mount(holder: HTMLElement, charts: number): void;
  /** Shows a part of the time, `[from, to]` in epoch milliseconds, in all of them. */
  zoom(from: number, to: number): void;
  /** Draws all of them in another width, in pixels. */
  resize(width: number): void;
  /** Whether every chart shows what it was last told; left out where all of that is done at once. */
  isDone?(): boolean;
  /** What of the first chart takes the pointer. */
  target(): HTMLElement;
  unmount(): void;
}

export const WIDTH = 1_240;
export const HEIGHT = 220;
