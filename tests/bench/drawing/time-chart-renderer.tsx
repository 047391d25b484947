import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { withDeferredProps } from '../../../src/app/ui/deferred/with-deferred-props.tsx';
import { createCrosshairStore } from '../../../src/chart/pointer/crosshair-store.ts';
import { TimeChart } from '../../../src/chart/TimeChart.tsx';
import { STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import type { Series } from '../../../src/series/series.ts';
import { BEGIN, COLORS, DATA, END } from './drawing-data.ts';
import { HEIGHT, WIDTH } from './chart-renderer.ts';
import type { ChartRenderer } from './chart-renderer.ts';

const FORMAT = {
  valueWithUnit: (value: number) => `${Math.round(value)} ms`,
  bucket: (at: number) => new Date(at).toISOString().slice(0, 16),
  offset: () => 'UTC',
  span: () => '',
  length: () => '',
};
const TEXT = {
  goal: 'goal ≤ 2,000 ms',
  noDataFor: () => 'no data',
  noData: 'no data',
  failed: 'failed',
  gone: 'gone',
  loading: 'loading',
  provisional: 'may still change',
  awaited: 'not in yet',
  noComparisonTime: 'no such time',
  pinHint: 'tap to pin',
  unpinHint: 'pinned',
  moreRows: (n: number) => `${n} more`,
};

const toLines = (seriesList: readonly Series[]) =>
  seriesList.map((series, i) => ({
    key: String(i),
    label: `Series ${i}`,
    color: COLORS[i] ?? 'black',
    series,
  }));

// As on the page.
const DeferredChart = withDeferredProps(TimeChart);

export function createTimeChartRenderer(): ChartRenderer {
  let root: Root | undefined;
  let holder: HTMLElement | undefined;
  let setSpan: ((span: Span) => void) | undefined;
  let currentSpan: Span = { begin: BEGIN, end: END };
  let width = WIDTH;

  function Charts({ charts }: { charts: number }) {
    const [span, setState] = useState<Span>({ begin: BEGIN, end: END });
    const [crosshair] = useState(createCrosshairStore);
    const [lines] = useState(() => DATA.map(toLines));
    useLayoutEffect(() => {
      setSpan = setState;
    }, []);
    return lines.slice(0, charts).map((chartLines, i) => {
      const Chart = i === 0 ? TimeChart : DeferredChart;
      return (
        <Chart
          key={chartLines[0]?.key ?? i}
          lines={chartLines}
          span={span}
          metric="FirstFrameCost"
          goal={2_000}
          zone="UTC"
          locale="en-US"
          height={HEIGHT}
          format={FORMAT}
          text={TEXT}
          crosshair={crosshair}
          label={`Chart ${i}`}
          description=""
        />
      );
    });
  }

  return {
    mount(element, charts) {
      holder = element;
      element.style.width = `${WIDTH}px`;
      currentSpan = { begin: BEGIN, end: END };
      width = WIDTH;
      root = createRoot(element);
      flushSync(() => root?.render(<Charts key={charts} charts={charts} />));
    },
    zoom(begin, end) {
      currentSpan = { begin, end };
      flushSync(() => setSpan?.(currentSpan));
    },
    resize(newWidth) {
      width = newWidth;
      if (holder) holder.style.width = `${width}px`;
    },
    isDone() {
      const lastIndex = String((currentSpan.end - currentSpan.begin) / STEP - 1);
      const elements = [...(holder?.querySelectorAll('.chart') ?? [])];
      return elements.every(
        (chart) =>
          chart.querySelector('.chart-plot')?.getAttribute('aria-valuemax') === lastIndex &&
          chart.querySelector('svg')?.getAttribute('width') === String(width),
      );
    },
    target: () => holder?.querySelector<HTMLElement>('.chart-plot') ?? document.body,
    unmount() {
      root?.unmount();
      root = undefined;
    },
  };
}
