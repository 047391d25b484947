/** A chart library under measurement. */
export interface ChartRenderer {
  /** Draws `charts` new charts into `holder`. */
  mount(holder: HTMLElement, charts: number): void;
  /** Shows `[from, to]`, in epoch milliseconds, in all charts. */
  zoom(from: number, to: number): void;
  /** Redraws all charts with a new width in pixels. */
  resize(width: number): void;
  /** Whether all charts are up to date; undefined if the renderer draws synchronously. */
  isDone?(): boolean;
  /** Element of the first chart that receives pointer events. */
  target(): HTMLElement;
  unmount(): void;
}

export const WIDTH = 1_240;
export const HEIGHT = 220;
