import { createTimeChartRenderer } from './time-chart-renderer.tsx';
import { WIDTH } from './chart-renderer.ts';
import type { ChartRenderer } from './chart-renderer.ts';
import { BEGIN, END } from './drawing-data.ts';
import { createEChartsRenderer, createUPlotRenderer } from './peer-renderers.ts';

const RENDERERS: Record<string, () => ChartRenderer> = {
  ours: createTimeChartRenderer,
  uPlot: createUPlotRenderer,
  'ECharts lttb': () => createEChartsRenderer('lttb'),
  ECharts: () => createEChartsRenderer(undefined),
};

const DAY = 86_400_000;
const PIPELINE_FRAMES = 3;
const PAUSE_MS = 30;

const holder = document.querySelector<HTMLElement>('#charts') ?? document.body;
const tick = document.querySelector<HTMLElement>('#tick') ?? document.body;

// Milliseconds from `work` until its result is drawn. Browsers commit a frame only when the previous
// one is rasterized, so the third changed frame starts after that.
function timeWork(work: () => void, isDone = () => true): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const startedAt = performance.now();
      work();
      let frames = 0;
      const runFrame = () => {
        if (frames === 0 && !isDone()) {
          requestAnimationFrame(runFrame);
          return;
        }
        tick.style.opacity = tick.style.opacity === '0.5' ? '0.6' : '0.5';
        frames += 1;
        if (frames > PIPELINE_FRAMES) resolve(performance.now() - startedAt);
        else requestAnimationFrame(runFrame);
      };
      runFrame();
    });
  });
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Milliseconds. */
export interface DrawingTimes {
  mount: number;
  zoom: number;
  resize: number;
  /** Per pointer move. */
  moves: number[];
  /** Longest task after mounting; 0 if none took 50 ms. */
  longest: number;
  /** Three empty frames. */
  baseline: number;
}

// Browsers report tasks of at least 50 ms.
const longTasks: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) longTasks.push(duration);
}).observe({ type: 'longtask' });

async function measure(name: string, charts: number, moves: number): Promise<DrawingTimes> {
  const renderer = RENDERERS[name]?.();
  if (!renderer) throw new Error(`Unknown renderer: ${name}`);
  await pause();
  const mount = await timeWork(() => renderer.mount(holder, charts), renderer.isDone);
  await pause();
  longTasks.length = 0;
  const timeChange = async (work: () => void) => {
    const duration = await timeWork(work, renderer.isDone);
    await pause();
    return duration;
  };
  const zoom = await timeChange(() => renderer.zoom(BEGIN + 9 * DAY, BEGIN + 16 * DAY));
  await timeChange(() => renderer.zoom(BEGIN, END));
  const resize = await timeChange(() => renderer.resize(WIDTH - 140));
  await timeChange(() => renderer.resize(WIDTH));
  const target = renderer.target();
  const box = target.getBoundingClientRect();
  const moveTimes: number[] = [];
  const dispatchPointer = (i: number, type: string) => {
    const init = {
      bubbles: true,
      cancelable: true,
      view: window,
      clientX: box.left + 20 + ((i * 37) % (box.width - 40)),
      clientY: box.top + box.height / 2 + (i % 9),
      pointerId: 1,
      pointerType: 'mouse',
    };
    target.dispatchEvent(new PointerEvent(`pointer${type}`, init));
    target.dispatchEvent(new MouseEvent(`mouse${type}`, init));
  };
  dispatchPointer(0, 'enter');
  await timeWork(() => undefined);
  for (let i = 0; i < moves; i++) {
    moveTimes.push(await timeWork(() => dispatchPointer(i, 'move')));
  }
  await pause();
  const longest = Math.max(0, ...longTasks);
  renderer.unmount();
  await pause();
  const baseline = await timeWork(() => undefined);
  holder.replaceChildren();
  await pause();
  return { baseline, mount, zoom, resize, moves: moveTimes, longest };
}

Object.assign(window, { measureDrawing: measure });
