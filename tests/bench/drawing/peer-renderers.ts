import * as echarts from 'echarts';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { BEGIN, COLORS, DATA, END, POINTS } from './drawing-data.ts';
import { HEIGHT, WIDTH } from './chart-renderer.ts';
import type { ChartRenderer } from './chart-renderer.ts';

/** As it wants them: seconds, and null for a gap. Made beforehand, as our columns are. */
const UPLOT_DATA = DATA.map((some): uPlot.AlignedData => [
  Array.from({ length: POINTS }, (_, i) => BEGIN / 1_000 + i * 300),
  ...some.map(({ values }) => Array.from(values, (value) => (Number.isNaN(value) ? null : value))),
]);

/** Pairs, and '-' for a gap. */
const ECHARTS_DATA = DATA.map((some) =>
  some.map(({ values }) =>
    Array.from(values, (value, i): [number, number | '-'] => [
      BEGIN + i * 300_000,
      Number.isNaN(value) ? '-' : value,
    ]),
  ),
);

export function createUPlotRenderer(): ChartRenderer {
  let plots: uPlot[] = [];
  return {
    mount(holder, charts) {
      holder.style.width = `${WIDTH}px`;
      plots = UPLOT_DATA.slice(0, charts).map(
        (data) =>
          new uPlot(
            {
              width: WIDTH,
              height: HEIGHT,
              legend: { show: false },
              // Its points on the lines are shown unless told otherwise; `show: true` would be no element.
              cursor: { sync: { key: 'all' } },
              scales: { x: { time: true } },
              series: [
                {},
                ...COLORS.map((stroke) => ({ stroke, width: 1.5, points: { show: false } })),
              ],
            },
            data,
            holder,
          ),
      );
    },
    zoom(from, to) {
      for (const plot of plots) plot.setScale('x', { min: from / 1_000, max: to / 1_000 });
    },
    resize(width) {
      for (const plot of plots) plot.setSize({ width, height: HEIGHT });
    },
    target: () => plots[0]?.over ?? document.body,
    unmount() {
      for (const plot of plots) plot.destroy();
      plots = [];
    },
  };
}

/** `lttb` is how it is usually sped up, which loses peaks; without it every point is drawn. */
export function createEChartsRenderer(sampling: 'lttb' | undefined): ChartRenderer {
  let charts: echarts.ECharts[] = [];
  let holders: HTMLElement[] = [];
  return {
    mount(holder, count) {
      holder.style.width = `${WIDTH}px`;
      holders = ECHARTS_DATA.slice(0, count).map(() => {
        const own = document.createElement('div');
        own.style.cssText = `width:${WIDTH}px;height:${HEIGHT}px`;
        holder.append(own);
        return own;
      });
      charts = holders.map((own, i) => {
        const chart = echarts.init(own);
        chart.setOption({
          animation: false,
          grid: { left: 56, right: 8, top: 8, bottom: 24 },
          tooltip: { trigger: 'axis', axisPointer: { type: 'line' }, transitionDuration: 0 },
          xAxis: { type: 'time', min: BEGIN, max: END },
          yAxis: { type: 'value', scale: true },
          series: (ECHARTS_DATA[i] ?? []).map((data, of) => ({
            type: 'line',
            data,
            showSymbol: false,
            ...(sampling && { sampling }),
            lineStyle: { width: 1.5, color: COLORS[of] },
          })),
        });
        // It waits for its own frame otherwise.
        chart.getZr().flush();
        return chart;
      });
      echarts.connect(charts);
    },
    zoom(from, to) {
      for (const chart of charts) {
        chart.setOption({ xAxis: { min: from, max: to } });
        chart.getZr().flush();
      }
    },
    resize(width) {
      for (const [i, chart] of charts.entries()) {
        const own = holders[i];
        if (own) own.style.width = `${width}px`;
        chart.resize();
        chart.getZr().flush();
      }
    },
    target: () => holders[0]?.querySelector('canvas') ?? document.body,
    unmount() {
      for (const chart of charts) chart.dispose();
      for (const own of holders) own.remove();
      charts = [];
      holders = [];
    },
  };
}
