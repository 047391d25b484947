export interface ChartRenderer {
  mount(holder: HTMLElement, charts: number): void;
  /** Epoch milliseconds. */
  zoom(from: number, to: number): void;
  /** Pixels. */
  resize(width: number): void;
  /** Undefined if the renderer draws synchronously. */
  isDone?(): boolean;
  /** Receives the pointer events. */
  target(): HTMLElement;
  unmount(): void;
}

export const WIDTH = 1_240;
export const HEIGHT = 220;
