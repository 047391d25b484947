import * as echarts from 'echarts';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { BEGIN, COLORS, DATA, END, POINTS } from './drawing-data.ts';
import { HEIGHT, WIDTH } from './chart-renderer.ts';
import type { ChartRenderer } from './chart-renderer.ts';

// Times in seconds, null for a gap.
const UPLOT_DATA = DATA.map((seriesList): uPlot.AlignedData => [
  Array.from({ length: POINTS }, (_, i) => BEGIN / 1_000 + i * 300),
  ...seriesList.map(({ values }) =>
    Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
  ),
]);

// Pairs of time and value, '-' for a gap.
const ECHARTS_DATA = DATA.map((seriesList) =>
  seriesList.map(({ values }) =>
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

/** `lttb` is ECharts' usual downsampling, which loses peaks. */
export function createEChartsRenderer(sampling: 'lttb' | undefined): ChartRenderer {
  let charts: echarts.ECharts[] = [];
  let holders: HTMLElement[] = [];
  return {
    mount(holder, count) {
      holder.style.width = `${WIDTH}px`;
      holders = ECHARTS_DATA.slice(0, count).map(() => {
        const element = document.createElement('div');
        element.style.cssText = `width:${WIDTH}px;height:${HEIGHT}px`;
        holder.append(element);
        return element;
      });
      charts = holders.map((element, i) => {
        const chart = echarts.init(element);
        chart.setOption({
          animation: false,
          grid: { left: 56, right: 8, top: 8, bottom: 24 },
          tooltip: { trigger: 'axis', axisPointer: { type: 'line' }, transitionDuration: 0 },
          xAxis: { type: 'time', min: BEGIN, max: END },
          yAxis: { type: 'value', scale: true },
          series: (ECHARTS_DATA[i] ?? []).map((data, line) => ({
            type: 'line',
            data,
            showSymbol: false,
            ...(sampling && { sampling }),
            lineStyle: { width: 1.5, color: COLORS[line] },
          })),
        });
        // Draws in this frame.
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
        const element = holders[i];
        if (element) element.style.width = `${width}px`;
        chart.resize();
        chart.getZr().flush();
      }
    },
    target: () => holders[0]?.querySelector('canvas') ?? document.body,
    unmount() {
      for (const chart of charts) chart.dispose();
      for (const element of holders) element.remove();
      charts = [];
      holders = [];
    },
  };
}
