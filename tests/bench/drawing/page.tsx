// What the measurement calls: each way of drawing, from data in hand until the frame is painted.
import { BEGIN, END } from './drawing-data.ts';
import { createTimeChartRenderer } from './time-chart-renderer.tsx';
import { createEChartsRenderer, createUPlotRenderer } from './peer-renderers.ts';
import type { ChartRenderer } from './chart-renderer.ts';
import { WIDTH } from './chart-renderer.ts';

const PAINTERS: Record<string, () => ChartRenderer> = {
  ours: createTimeChartRenderer,
  uPlot: createUPlotRenderer,
  'ECharts lttb': () => createEChartsRenderer('lttb'),
  ECharts: () => createEChartsRenderer(undefined),
};

const holder = document.querySelector<HTMLElement>('#charts') ?? document.body;
const DAY = 86_400_000;

const tick = document.querySelector<HTMLElement>('#tick') ?? document.body;

/**
 * From the start of a frame, through `work`, until all that it changed has been drawn, in milliseconds.
 * Browsers draw in a pipeline: a frame is committed only when the one before it is rasterized. With
 * something to commit in each and no limit to their rate, the third frame begins after that.
 */
function timeWork(work: () => void, isDone = () => true): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const begun = performance.now();
      work();
      let frames = 0;
      const next = () => {
        if (frames === 0 && !isDone()) {
          requestAnimationFrame(next);
          return;
        }
        tick.style.opacity = tick.style.opacity === '0.5' ? '0.6' : '0.5';
        frames += 1;
        if (frames > FRAMES) resolve(performance.now() - begun);
        else requestAnimationFrame(next);
      };
      next();
    });
  });
}

/** Until the third begins. */
const FRAMES = 3;

const rest = () => new Promise((done) => setTimeout(done, 30));

export interface DrawingTimes {
  mount: number;
  zoom: number;
  resize: number;
  /** Each move of the pointer, over `moves` of them. */
  moves: number[];
  /** The longest task of zooming, resizing and pointing; 0 where none took 50 ms. */
  longest: number;
  /** What the measurement itself takes: three empty frames. */
  baseline: number;
}

/** Tasks of 50 ms and more, as browsers count them. */
const long: number[] = [];
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) long.push(duration);
}).observe({ type: 'longtask' });

/** One round of everything with one painter. */
async function measure(name: string, charts: number, moves: number): Promise<DrawingTimes> {
  const painter = PAINTERS[name]?.();
  if (!painter) throw new Error(name);
  await rest();
  const mount = await timeWork(() => painter.mount(holder, charts), painter.isDone);
  await rest();
  long.length = 0;
  const change = async (work: () => void) => {
    const took = await timeWork(work, painter.isDone);
    await rest();
    return took;
  };
  const zoom = await change(() => painter.zoom(BEGIN + 9 * DAY, BEGIN + 16 * DAY));
  await change(() => painter.zoom(BEGIN, END));
  const resize = await change(() => painter.resize(WIDTH - 140));
  await change(() => painter.resize(WIDTH));
  const target = painter.target();
  const box = target.getBoundingClientRect();
  const times: number[] = [];
  const point = (i: number, type: string) => {
    const at = {
      bubbles: true,
      cancelable: true,
      view: window,
      clientX: box.left + 20 + ((i * 37) % (box.width - 40)),
      clientY: box.top + box.height / 2 + (i % 9),
      pointerId: 1,
      pointerType: 'mouse',
    };
    target.dispatchEvent(new PointerEvent(`pointer${type}`, at));
    target.dispatchEvent(new MouseEvent(`mouse${type}`, at));
  };
  point(0, 'enter');
  await timeWork(() => undefined);
  for (let i = 0; i < moves; i++) times.push(await timeWork(() => point(i, 'move')));
  await rest();
  const longest = Math.max(0, ...long);
  painter.unmount();
  await rest();
  const baseline = await timeWork(() => undefined);
  holder.replaceChildren();
  await rest();
  return { baseline, mount, zoom, resize, moves: times, longest };
}

Object.assign(window, { measureDrawing: measure });
