// oxlint-disable vitest/expect-expect -- reportMeasurement expects
import { it } from 'vitest';
import { createReporter } from '../support/measurements.ts';
import { median, quantileOfSorted, sortAscending } from '../../src/stats/robust.ts';
import { openDrawingPage } from './drawing/open-drawing-page.ts';
import type { DrawingTimes } from './drawing/page.tsx';
import { measureRounds } from './drawing/serve-drawing-page.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 11);
const MOVES = 40;
const PEER = 'uPlot';
const OTHER_PEERS = ['ECharts lttb', 'ECharts'];
const RENDERERS = [PEER, 'ours', ...OTHER_PEERS];
const reportMeasurement = createReporter('bench');

it.each([1, 4])('drawing: %i charts of 5 series of 8,640 points', async (charts) => {
  const page = await openDrawingPage();
  const times = await measureRounds(page, RENDERERS, { charts, moves: MOVES, rounds: ROUNDS });
  const medianOf = (renderer: string, pick: (round: DrawingTimes) => number) =>
    median((times.get(renderer) ?? []).map(pick));
  const size = `${charts} × 5 × 8,640`;
  const compare = (title: string, pick: (round: DrawingTimes) => number, maxRatio?: number) => {
    const peer = medianOf(PEER, pick);
    const values = ['ours', ...OTHER_PEERS].map((name) => {
      const value = medianOf(name, pick);
      return `${name} ${value.toFixed(1)} ms (${(value / peer).toFixed(2)}×)`;
    });
    const ratio = medianOf('ours', pick) / peer;
    reportMeasurement(
      `${title}, ${size}`,
      `${values.join(', ')}, uPlot ${peer.toFixed(1)} ms`,
      maxRatio === undefined ? '' : `≤ ${maxRatio} × uPlot`,
      maxRatio === undefined || ratio <= maxRatio,
    );
  };
  reportMeasurement(
    `three empty frames, ${size}`,
    `${medianOf(PEER, ({ baseline }) => baseline).toFixed(1)} ms`,
  );
  compare('data to paint', ({ mount }) => mount, 1.3);
  compare('zoom', ({ zoom }) => zoom, 1.3);
  compare('resize', ({ resize }) => resize, 1.3);
  // The target is for synchronized crosshairs.
  compare(
    'pointer move, p95',
    ({ moves }) => quantileOfSorted(sortAscending(moves), 0.95),
    charts > 1 ? 1.1 : undefined,
  );
  const longestTasks = RENDERERS.map(
    (name) => `${name} ${medianOf(name, ({ longest }) => longest).toFixed(0)} ms`,
  );
  reportMeasurement(
    `longest task of at least 50 ms during zoom, resize and pointer moves, ${size}`,
    longestTasks.join(', '),
    'ours: none',
    medianOf('ours', ({ longest }) => longest) === 0,
  );
});
