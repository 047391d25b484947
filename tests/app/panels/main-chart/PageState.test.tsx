// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { PageNotes } from '../../../../src/app/panels/notices/PageNotes.tsx';
import { PageState } from '../../../../src/app/panels/main-chart/PageState.tsx';
import { choosePageState } from '../../../../src/app/model/choose-page-state.ts';
import type { PageFacts, StandingBlock } from '../../../../src/app/model/choose-page-state.ts';
import { looksLikeFractions } from '../../../../src/app/model/detect-fractions.ts';
import { summarizeWindows } from '../../../../src/app/model/summarize-windows.ts';
import type { SeriesData } from '../../../../src/query/series/series-data.ts';
import type { Metric } from '../../../../src/contract/domain/metrics.ts';
import {
  SPAN,
  dayWindow,
  failedWindow,
  problem,
  series,
  seriesData,
  show,
} from '../../../support/render-dashboard.tsx';
import { NOW, zh } from '../../../support/translators.ts';

const some = series([1, 2]);
const facts = (datas: SeriesData[], changes: Partial<PageFacts> = {}): PageFacts => ({
  hasApp: true,
  windows: summarizeWindows(datas),
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
const loading = dayWindow(0, { status: 'loading', final: false });
const failed = failedWindow(0, 'upstream_timeout');

/** The range, so many of its lengths earlier. */
const earlier = (lengths: number) => {
  const by = lengths * (SPAN.end - SPAN.begin);
  return { begin: SPAN.begin - by, end: SPAN.end - by };
};

describe('choosePageState', () => {
  it.each<[string, PageFacts, string | undefined, string[]]>([
    ['no app', facts([], { hasApp: false, isOnline: false }), 'noApp', []],
    ['first load', facts([seriesData([loading])]), 'loading', []],
    ['first load, some failed already', facts([seriesData([loading, failed])]), 'loading', []],
    [
      'first load with an old chart',
      facts([seriesData([loading])], { isRefreshing: true }),
      undefined,
      [],
    ],
    [
      'some failed already under an old chart',
      facts([seriesData([loading, failed])], { isRefreshing: true }),
      undefined,
      [],
    ],
    [
      'some failed, some here, some on their way',
      facts([seriesData([loading, failed, dayWindow(1)], some)]),
      undefined,
      ['partial'],
    ],
    ['data', facts([seriesData([dayWindow(0)], some)]), undefined, []],
    ['nothing measured', facts([seriesData([dayWindow(0)])]), 'noData', []],
    ['everything failed', facts([seriesData([failed, failed])]), 'failed', []],
    ['some failed', facts([seriesData([failed, dayWindow(1)], some)]), undefined, ['partial']],
    [
      'some failed, the rest empty',
      facts([seriesData([failed, dayWindow(1)])]),
      'noData',
      ['partial'],
    ],
    ['all gone', facts([seriesData([dayWindow(0, { status: 'gone' })])]), 'gone', []],
    [
      'a kept day that was damaged',
      facts([
        seriesData(
          [dayWindow(0, { status: 'gone', problem: problem('lost') }), dayWindow(1)],
          some,
        ),
      ]),
      undefined,
      ['partial'],
    ],
    [
      'nothing but damaged days',
      facts([seriesData([dayWindow(0, { status: 'gone', problem: problem('lost') })])]),
      'failed',
      [],
    ],
    ['an old range', facts([], { isRangeExpired: true, clipped: ['before'] }), 'gone', []],
    [
      'offline with a chart',
      facts([seriesData([dayWindow(0)], some)], { isOnline: false }),
      undefined,
      ['offline'],
    ],
    [
      'a server that cannot be reached, with a chart',
      facts([seriesData([failedWindow(0, 'offline'), dayWindow(1)], some)]),
      undefined,
      ['offline'],
    ],
    ['offline without anything', facts([seriesData([failedWindow(0, 'offline')])]), 'failed', []],
    [
      'kept answers',
      facts([seriesData([dayWindow(0, { status: 'stale', problem: problem('throttled') })], some)]),
      undefined,
      ['stale'],
    ],
    [
      'a clipped range of fractions',
      facts([seriesData([dayWindow(0)], some)], { clipped: ['before'], hasFractionRates: true }),
      undefined,
      ['clipped', 'rateScale'],
    ],
  ])('%s', (_name, given, block, notes) => {
    const chosen = choosePageState(given);
    expect(chosen.block?.kind).toBe(block);
    expect(chosen.notes.map((note) => note.kind)).toEqual(notes);
  });

  it.each<[string, Partial<PageFacts['comparison'] & object>, string[]]>([
    ['all of it', {}, []],
    [
      'later than asked',
      { range: { clipped: ['before'], empty: false, span: earlier(5) } },
      ['cut'],
    ],
    [
      'not to its end yet',
      { range: { clipped: ['after'], empty: false, span: earlier(5) } },
      ['ahead'],
    ],
    [
      'not at all yet',
      { range: { clipped: ['after'], empty: true, span: earlier(5) } },
      ['future'],
    ],
    ['no longer', { range: { clipped: ['before'], empty: true, span: earlier(5) } }, ['gone']],
    ['partly itself', { range: { clipped: [], empty: false, span: earlier(0.5) } }, ['overlap']],
  ])('says of a compared period that is there %s', (_name, changes, hows) => {
    const comparison = {
      requested: earlier(5),
      range: { clipped: [], empty: false, span: earlier(5) },
      windows: summarizeWindows([]),
      ...changes,
    };
    const { notes } = choosePageState(facts([seriesData([dayWindow(0)], some)], { comparison }));
    expect(notes.flatMap((note) => (note.kind === 'compared' ? note.how : []))).toEqual(hows);
  });

  it('speaks of one problem, not of thirty', () => {
    const windows = [failed, failed, failedWindow(1, 'throttled')];
    expect(choosePageState(facts([seriesData(windows)])).block).toEqual({
      kind: 'failed',
      problem: failed.problem,
      windows: 3,
      mixed: true,
    });
  });
});

describe('PageState', () => {
  it.each<[StandingBlock, RegExp, RegExp]>([
    [{ kind: 'noApp' }, /Live\+ › ApsaraVideo Real-time Communication › Applications/, /AppId/],
    [{ kind: 'noData', filters: 'none' }, /not an error/, /并非错误/],
    [{ kind: 'noData', filters: 'one' }, /these filters/, /筛选条件/],
    [{ kind: 'noData', filters: 'combined' }, /combinations of OS and terminal/, /组合/],
    [{ kind: 'gone' }, /older than 30 days/, /30 天/],
    [
      { kind: 'failed', problem: problem('upstream_refused'), windows: 28, mixed: false },
      /check the AppId.*All 28 windows/,
      /请检查 AppId/,
    ],
  ])('words %o', (state, english, chinese) => {
    const { container, unmount } = show(<PageState state={state} />);
    expect(container.textContent).toMatch(english);
    unmount();
    expect(show(<PageState state={state} />, zh).container.textContent).toMatch(chinese);
  });

  it('offers what can be done', () => {
    const onClearFilters = vi.fn<() => void>();
    const onWiderRange = vi.fn<() => void>();
    show(
      <PageState
        state={{ kind: 'noData', filters: 'combined' }}
        onClearFilters={onClearFilters}
        onWiderRange={onWiderRange}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    fireEvent.click(screen.getByRole('button', { name: 'Wider range' }));
    expect([onClearFilters, onWiderRange].map((fn) => fn.mock.calls.length)).toEqual([1, 1]);
  });
});

describe('PageNotes', () => {
  it('says how many windows failed, why on demand, and retries', () => {
    const onRetry = vi.fn<() => void>();
    const note = { kind: 'partial', failed: 3, total: 28, problem: problem('throttled') } as const;
    show(<PageNotes notes={[note]} onRetry={onRetry} />);
    expect(screen.getByText('3 of 28 windows failed; figures are of what is here.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Details' }));
    expect(screen.getByText('The account’s call quota is used up for now')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('says when the kept chart’s data is from', () => {
    show(<PageNotes notes={[{ kind: 'offline', dataFrom: NOW }]} />);
    expect(screen.getByText(/its data is from Sun, Nov 22, 20:36/)).toBeTruthy();
  });

  it('says that a range is longer than one page shows', () => {
    show(<PageNotes notes={[{ kind: 'clipped', side: 'long', span: SPAN }]} />);
    expect(
      screen.getByText(/^One page shows at most 92 days\. Showing the newest part/),
    ).toBeTruthy();
  });

  it('says what a clipped range shows', () => {
    show(<PageNotes notes={[{ kind: 'clipped', side: 'before', span: SPAN }]} />);
    expect(
      screen.getByText('The upstream keeps 30 days. Showing Nov 16, 08:00 – Nov 23, 08:00.'),
    ).toBeTruthy();
  });
});

const valuesOf = (metric: Metric, value: number) => ({
  ...seriesData([], series(Array.from({ length: 12 }, () => value))),
  subject: { appId: 'app', metric },
});

describe('looksLikeFractions', () => {
  it.each([
    [
      'join success of 0.99',
      [valuesOf('JoinChannelSucRate', 0.99), valuesOf('VideoStuckRate', 0.02)],
      true,
    ],
    [
      'join success of 99',
      [valuesOf('JoinChannelSucRate', 99), valuesOf('VideoStuckRate', 0.02)],
      false,
    ],
    ['little stutter alone', [valuesOf('VideoStuckRate', 0.5)], false],
    [
      'a stutter of 2',
      [valuesOf('JoinChannelSucRate', 0.99), valuesOf('VideoStuckRate', 2)],
      false,
    ],
    ['a fast first frame', [valuesOf('FirstFrameCost', 0.5)], false],
    ['nobody joined', [valuesOf('JoinChannelSucRate', 0)], false],
  ])('%s', (_name, datas, expected) => {
    expect(looksLikeFractions(datas)).toBe(expected);
  });
});
