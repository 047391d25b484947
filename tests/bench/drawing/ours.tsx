import { useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import { createCrosshair } from '../../../src/chart/crosshair.ts';
import { TimeChart } from '../../../src/chart/TimeChart.tsx';
import type { Span } from '../../../src/contract/time.ts';
import type { Series } from '../../../src/series/series.ts';
import { BEGIN, COLORS, DATA, END } from './data.ts';
import { HEIGHT, WIDTH } from './stage.ts';
import type { Painter } from './stage.ts';

const FORMAT = {
  valueWithUnit: (value: number) => `${Math.round(value)} ms`,
  bucket: (at: number) => new Date(at).toISOString().slice(0, 16),
  offset: () => 'UTC',
  span: () => '',
  length: () => '',
};
const WORDS = {
  goal: 'goal ≤ 2,000 ms',
  noDataOf: () => 'no data',
  noData: 'no data',
  failed: 'failed',
  gone: 'gone',
  loading: 'loading',
  provisional: 'may still change',
  awaited: 'not in yet',
  noPartner: 'no such time',
  pin: 'tap to pin',
  unpin: 'pinned',
  more: (n: number) => `${n} more`,
};

const toLines = (some: readonly Series[]) =>
  some.map((series, i) => ({
    key: String(i),
    label: `Series ${i}`,
    color: COLORS[i] ?? 'black',
    series,
  }));

/** The product's own chart. */
export function createOurs(): Painter {
  let root: Root | undefined;
  let holder: HTMLElement | undefined;
  let change: ((span: Span) => void) | undefined;

  function Charts({ charts }: { charts: number }) {
    const [span, set] = useState<Span>({ begin: BEGIN, end: END });
    const [crosshair] = useState(createCrosshair);
    const [lines] = useState(() => DATA.map(toLines));
    useLayoutEffect(() => {
      change = set;
    }, []);
    return lines
      .slice(0, charts)
      .map((some, i) => (
        <TimeChart
          key={some[0]?.key ?? i}
          lines={some}
          span={span}
          metric="FirstFrameCost"
          goal={2_000}
          zone="UTC"
          locale="en-US"
          height={HEIGHT}
          format={FORMAT}
          words={WORDS}
          crosshair={crosshair}
          label={`Chart ${i}`}
          description=""
        />
      ));
  }

  return {
    mount(into, charts) {
      holder = into;
      into.style.width = `${WIDTH}px`;
      root = createRoot(into);
      flushSync(() => root?.render(<Charts key={charts} charts={charts} />));
    },
    zoom: (begin, end) => flushSync(() => change?.({ begin, end })),
    resize(width) {
      if (holder) holder.style.width = `${width}px`;
    },
    target: () => holder?.querySelector<HTMLElement>('.chart-plot') ?? document.body,
    unmount() {
      root?.unmount();
      root = undefined;
    },
  };
}
