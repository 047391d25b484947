// oxlint-disable vitest/expect-expect -- reportMeasurement expects
// Our charts beside uPlot and ECharts, in one page and one run, with the same data, gaps and size.
import { it } from 'vitest';
import { createReporter } from '../support/measurements.ts';
import { median, quantileOfSorted, sortAscending } from '../../src/stats/robust.ts';
import type { DrawingTimes } from './drawing/page.tsx';
import { openDrawingPage } from './drawing/open-drawing-page.ts';
import { measureRounds } from './drawing/serve-drawing-page.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 11);
const MOVES = 40;
const PEER = 'uPlot';
const PAINTERS = [PEER, 'ours', 'ECharts lttb', 'ECharts'] as const;
const reportMeasurement = createReporter('bench');

it.each([1, 4])('drawing %i charts of 5 series of 8,640 points', async (charts) => {
  const page = await openDrawingPage();
  const times = await measureRounds(page, PAINTERS, { charts, moves: MOVES, rounds: ROUNDS });
  const of = (name: string, pick: (one: DrawingTimes) => number) =>
    median((times.get(name) ?? []).map(pick));
  const what = `${charts} × 5 × 8,640`;
  const compare = (
    title: string,
    pick: (one: DrawingTimes) => number,
    most: number | undefined,
    names: readonly string[],
  ) => {
    const peer = of(PEER, pick);
    const parts = names.map((name) => {
      const own = of(name, pick);
      return `${name} ${own.toFixed(1)} ms (${(own / peer).toFixed(2)}×)`;
    });
    const ratio = of(names[0] ?? '', pick) / peer;
    reportMeasurement(
      `${title}, ${what}`,
      `${parts.join(', ')}, uPlot ${peer.toFixed(1)} ms`,
      most === undefined ? '' : `≤ ${most} × uPlot`,
      most === undefined || ratio <= most,
    );
  };
  reportMeasurement(
    `three empty frames, ${what}`,
    `${of(PEER, ({ baseline }) => baseline).toFixed(1)} ms`,
  );
  const others = ['ECharts lttb', 'ECharts'];
  compare('data to paint', ({ mount }) => mount, 1.3, ['ours', ...others]);
  compare('zoom', ({ zoom }) => zoom, 1.3, ['ours', ...others]);
  compare('resize', ({ resize }) => resize, 1.3, ['ours', ...others]);
  // The promise is about charts that point together.
  const most = charts > 1 ? 1.1 : undefined;
  compare('pointer move, p95', ({ moves }) => quantileOfSorted(sortAscending(moves), 0.95), most, [
    'ours',
    ...others,
  ]);
  const longest = PAINTERS.map((name) => `${name} ${of(name, (one) => one.longest).toFixed(0)} ms`);
  reportMeasurement(
    `longest task of 50 ms or more in zoom, resize and pointing, ${what}`,
    longest.join(', '),
    'ours: none',
    of('ours', (one) => one.longest) === 0,
  );
});
