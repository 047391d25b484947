import { render } from '@testing-library/react';
import type { RenderResult } from '@testing-library/react';
import type { ReactElement, ReactNode } from 'react';
import { FormatProvider } from '../../src/app/i18n/use-format.ts';
import { TranslatorProvider } from '../../src/app/i18n/use-translator.ts';
import { NOW, en, format, zhFormat } from './translators.ts';
import type { Problem, ProblemCode } from '../../src/contract/wire/problem.ts';
import { DAY, STEP } from '../../src/contract/domain/time.ts';
import type { EpochMs, Span } from '../../src/contract/domain/time.ts';
import type { SeriesData, WindowStatus } from '../../src/query/series/series-data.ts';
import { BucketState } from '../../src/series/series.ts';
import type { Series } from '../../src/series/series.ts';
import type { SeriesStats } from '../../src/stats/series-stats.ts';

export const TODAY: EpochMs = Date.UTC(2026, 10, 22);
export const SPAN: Span = { begin: TODAY - 6 * DAY, end: TODAY + DAY };

/** Renders with translations and formats; times are in Shanghai unless `localFormat` differs. */
export function renderLocalized(
  element: ReactElement,
  translator = en,
  localFormat = translator === en ? format : zhFormat,
): RenderResult {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TranslatorProvider value={translator}>
      <FormatProvider value={localFormat}>{children}</FormatProvider>
    </TranslatorProvider>
  );
  return render(element, { wrapper });
}

export function buildStats(changes: Partial<SeriesStats> = {}): SeriesStats {
  const at = Date.UTC(2026, 10, 21, 13, 10);
  return {
    expected: 288,
    answered: 288,
    present: 271,
    mean: 1046.4,
    last: { value: 1012.2, at: Date.UTC(2026, 10, 22, 12, 25), provisional: false },
    median: 998,
    tail: 1391,
    worst: { value: 1688, at },
    withinGoal: 0.934,
    ...changes,
  };
}

export const EMPTY_STATS = buildStats({
  present: 0,
  mean: null,
  last: null,
  median: null,
  tail: null,
  worst: null,
  withinGoal: null,
});

export function buildProblem(code: ProblemCode, changes: Partial<Problem> = {}): Problem {
  return { code, message: `About ${code}.`, retryable: true, ...changes };
}

/** `null` is a gap. */
export function buildSettledSeries(
  values: readonly (number | null)[],
  begin: EpochMs = TODAY,
): Series {
  return {
    begin,
    step: STEP,
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
    states: Uint8Array.from(values, (value) =>
      value === null ? BucketState.Gap : BucketState.Settled,
    ),
  };
}

/** The window `daysAgo` UTC days before today. */
export function buildDayWindow(daysAgo: number, changes: Partial<WindowStatus> = {}): WindowStatus {
  const begin = TODAY - daysAgo * DAY;
  return {
    window: { begin, end: begin + DAY },
    status: 'ok',
    final: daysAgo > 0,
    fetchedAt: NOW,
    ...changes,
  };
}

export function buildFailedWindow(
  daysAgo: number,
  code: ProblemCode,
  changes: Partial<Problem> = {},
) {
  return {
    window: buildDayWindow(daysAgo).window,
    status: 'failed',
    final: false,
    problem: buildProblem(code, changes),
  } satisfies WindowStatus;
}

export function buildSeriesData(
  windows: WindowStatus[],
  drawn: Series = buildSettledSeries([]),
): SeriesData {
  return {
    subject: { appId: 'app', metric: 'FirstFrameCost' },
    series: drawn,
    windows,
    summary: null,
  };
}
