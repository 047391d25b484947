import { describe, expect, it } from 'vitest';
import { choosePageState } from '../../../src/app/model/choose-page-state.ts';
import type { PageFacts } from '../../../src/app/model/choose-page-state.ts';
import { summarizeWindows } from '../../../src/app/model/summarize-windows.ts';
import type { SeriesData } from '../../../src/query/series/series-data.ts';
import {
  SPAN,
  buildDayWindow,
  buildFailedWindow,
  buildProblem,
  buildSettledSeries,
  buildSeriesData,
} from '../../support/render-dashboard.tsx';

const measured = buildSettledSeries([1, 2]);
const buildFacts = (seriesList: SeriesData[], changes: Partial<PageFacts> = {}): PageFacts => ({
  hasApp: true,
  windows: summarizeWindows(seriesList),
  isOnline: true,
  filterCount: 0,
  clipped: [],
  span: SPAN,
  isArchiveOldest: false,
  isRangeExpired: false,
  hasFractionRates: false,
  comparison: null,
  isRefreshing: false,
  ...changes,
});
const loading = buildDayWindow(0, { status: 'loading', final: false });
const failed = buildFailedWindow(0, 'upstream_timeout');

/** The range, moved back by a multiple of its length. */
const earlierBy = (lengths: number) => {
  const by = lengths * (SPAN.end - SPAN.begin);
  return { begin: SPAN.begin - by, end: SPAN.end - by };
};

describe('choosePageState', () => {
  it.each<[string, PageFacts, string | undefined, string[]]>([
    ['no app is chosen', buildFacts([], { hasApp: false, isOnline: false }), 'noApp', []],
    ['the first data loads', buildFacts([buildSeriesData([loading])]), 'loading', []],
    [
      'the first data loads and a window has failed',
      buildFacts([buildSeriesData([loading, failed])]),
      'loading',
      [],
    ],
    [
      'a new range loads under the old chart',
      buildFacts([buildSeriesData([loading])], { isRefreshing: true }),
      undefined,
      [],
    ],
    [
      'a new range loads under the old chart and a window has failed',
      buildFacts([buildSeriesData([loading, failed])], { isRefreshing: true }),
      undefined,
      [],
    ],
    [
      'windows have loaded, failed and are loading',
      buildFacts([buildSeriesData([loading, failed, buildDayWindow(1)], measured)]),
      undefined,
      ['partial'],
    ],
    [
      'all windows have loaded',
      buildFacts([buildSeriesData([buildDayWindow(0)], measured)]),
      undefined,
      [],
    ],
    ['nothing was measured', buildFacts([buildSeriesData([buildDayWindow(0)])]), 'noData', []],
    ['all windows failed', buildFacts([buildSeriesData([failed, failed])]), 'failed', []],
    [
      'a window failed',
      buildFacts([buildSeriesData([failed, buildDayWindow(1)], measured)]),
      undefined,
      ['partial'],
    ],
    [
      'a window failed and the others are empty',
      buildFacts([buildSeriesData([failed, buildDayWindow(1)])]),
      'noData',
      ['partial'],
    ],
    [
      'all windows have expired',
      buildFacts([buildSeriesData([buildDayWindow(0, { status: 'gone' })])]),
      'expired',
      [],
    ],
    [
      'an archived day is damaged',
      buildFacts([
        buildSeriesData(
          [buildDayWindow(0, { status: 'gone', problem: buildProblem('lost') }), buildDayWindow(1)],
          measured,
        ),
      ]),
      undefined,
      ['partial'],
    ],
    [
      'all archived days are damaged',
      buildFacts([
        buildSeriesData([buildDayWindow(0, { status: 'gone', problem: buildProblem('lost') })]),
      ]),
      'failed',
      [],
    ],
    [
      'the range is expired',
      buildFacts([], { isRangeExpired: true, clipped: ['before'] }),
      'expired',
      [],
    ],
    [
      'the browser is offline',
      buildFacts([buildSeriesData([buildDayWindow(0)], measured)], { isOnline: false }),
      undefined,
      ['offline'],
    ],
    [
      'the server is unreachable',
      buildFacts([buildSeriesData([buildFailedWindow(0, 'offline'), buildDayWindow(1)], measured)]),
      undefined,
      ['offline'],
    ],
    [
      'the server is unreachable and no data is loaded',
      buildFacts([buildSeriesData([buildFailedWindow(0, 'offline')])]),
      'failed',
      [],
    ],
    [
      'windows are stale',
      buildFacts([
        buildSeriesData(
          [buildDayWindow(0, { status: 'stale', problem: buildProblem('throttled') })],
          measured,
        ),
      ]),
      undefined,
      ['stale'],
    ],
    [
      'the range is clipped and rates look like fractions',
      buildFacts([buildSeriesData([buildDayWindow(0)], measured)], {
        clipped: ['before'],
        hasFractionRates: true,
      }),
      undefined,
      ['clipped', 'rateScale'],
    ],
  ])('chooses block and notes when %s', (_condition, facts, block, notes) => {
    const chosen = choosePageState(facts);
    expect(chosen.block?.kind).toBe(block);
    expect(chosen.notes.map((note) => note.kind)).toEqual(notes);
  });

  it.each<[string, Partial<PageFacts['comparison'] & object>, string[]]>([
    ['is complete', {}, []],
    [
      'is clipped at its start',
      { range: { clipped: ['before'], empty: false, span: earlierBy(5) } },
      ['cut'],
    ],
    [
      'is clipped at its end',
      { range: { clipped: ['after'], empty: false, span: earlierBy(5) } },
      ['ahead'],
    ],
    [
      'is in the future',
      { range: { clipped: ['after'], empty: true, span: earlierBy(5) } },
      ['future'],
    ],
    ['has expired', { range: { clipped: ['before'], empty: true, span: earlierBy(5) } }, ['gone']],
    [
      'overlaps the range',
      { range: { clipped: [], empty: false, span: earlierBy(0.5) } },
      ['overlap'],
    ],
  ])('notes that the compared period %s', (_condition, changes, expected) => {
    const comparison = {
      requested: earlierBy(5),
      range: { clipped: [], empty: false, span: earlierBy(5) },
      windows: summarizeWindows([]),
      ...changes,
    };
    const { notes } = choosePageState(
      buildFacts([buildSeriesData([buildDayWindow(0)], measured)], { comparison }),
    );
    expect(notes.flatMap((note) => (note.kind === 'compared' ? note.issue : []))).toEqual(expected);
  });

  it('reports the most frequent problem of all windows', () => {
    const windows = [failed, failed, buildFailedWindow(1, 'throttled')];
    expect(choosePageState(buildFacts([buildSeriesData(windows)])).block).toEqual({
      kind: 'failed',
      problem: failed.problem,
      windows: 3,
      mixed: true,
    });
  });
});
