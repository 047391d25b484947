import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { PLOT_MARGIN, VALUE_AXIS_WIDTH } from '../../../../chart/geometry.ts';
import { isRetryable } from '../../../../contract/wire/problem.ts';
import { HOUR } from '../../../../contract/domain/time.ts';
import type { Span } from '../../../../contract/domain/time.ts';
import type { SeriesData } from '../../../../query/series/series-data.ts';
import { Button } from '../../../ui/Button.tsx';
import { lazyComponent } from '../../../ui/deferred/lazy-component.tsx';
import { useFormat } from '../../../i18n/use-format.ts';
import type { Format } from '../../../../i18n/format.ts';
import { useTranslator } from '../../../i18n/use-translator.ts';
import type { Translator } from '../../../../i18n/translate.ts';
import type { DrawnChart } from './CoverageKey.tsx';
import styles from './CoverageStrip.module.css';
import { DayStateMark } from './DayStateMark.tsx';
import { titleKey } from '../../../model/problem-text.ts';
import { countDays, summarizeDays } from './summarize-days.ts';
import type { CoverageDay } from './summarize-days.ts';

const key = lazyComponent(async () => (await import('./CoverageKey.tsx')).CoverageKey);

export interface CoverageStripProps {
  /** The subjects of the chart; a cell is the worst of them on that UTC day. */
  datas: readonly SeriesData[];
  /** What the chart is drawn over: cells stand under their days. */
  span: Span;
  /** The chart it stands under. */
  chart: DrawnChart;
  /** The UTC-day windows to ask for again. */
  onRetry: (windows: Span[]) => void;
}

/** Which UTC days are in, loading, failed or gone: a thin cell each, all one stop of the Tab key. */
export function CoverageStrip({ datas, span, chart, onRetry }: CoverageStripProps) {
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const [pickedAt, setPickedAt] = useState<number | null>(null);
  const [keyOpen, setKeyOpen] = useState(false);
  const days = summarizeDays(datas);
  if (days.length === 0) return null;
  const counts = countDays(days);
  const failed = days.filter(canRetry);
  const picked = days.find(({ window }) => window.begin === pickedAt);
  const tabStop = picked ?? failed[0] ?? days[0];
  const summary = t('coverage.summary', {
    ...counts,
    in: counts.in + counts.provisional,
    total: days.length,
  });
  return (
    <section className={styles.strip} aria-label={t('coverage.title')}>
      <div className={styles.cells} style={UNDER_PLOT}>
        {days.map((day) => {
          const text = describeDay(day, translator, format);
          return (
            <button
              key={day.window.begin}
              type="button"
              className={styles.cell}
              style={{ flexGrow: sharedTime(day.window, span) }}
              tabIndex={day === tabStop ? 0 : -1}
              aria-label={text}
              aria-disabled={!canRetry(day)}
              title={text}
              onFocus={() => setPickedAt(day.window.begin)}
              onMouseEnter={() => setPickedAt(day.window.begin)}
              onBlur={() => setPickedAt(null)}
              onMouseLeave={() => setPickedAt(null)}
              onKeyDown={moveFocus}
              onClick={() => canRetry(day) && onRetry([day.window])}
            >
              <DayStateMark state={day.state} />
            </button>
          );
        })}
      </div>
      <div className={styles.foot}>
        <span className={styles.summary}>
          {picked ? describeDay(picked, translator, format) : summary}
        </span>
        {failed.length > 0 && (
          <Button className={styles.retry} onClick={() => onRetry(failed.map((day) => day.window))}>
            {t('coverage.retry', { n: failed.length })}
          </Button>
        )}
        <Button
          variant="quiet"
          className={clsx(styles.retry, styles.more)}
          aria-expanded={keyOpen}
          onPointerEnter={key.prefetch}
          onFocus={key.prefetch}
          onClick={() => setKeyOpen(!keyOpen)}
        >
          {t('coverage.key')}
          <ChevronDown size={14} aria-hidden />
        </Button>
      </div>
      {keyOpen && <key.Component chart={chart} states={days.map(({ state }) => state)} />}
    </section>
  );
}

const UNDER_PLOT = { marginInline: `${VALUE_AXIS_WIDTH}px ${PLOT_MARGIN.right}px` };

/** How much of `window` lies in `span`, in hours. */
function sharedTime(window: Span, span: Span): number {
  return (Math.min(window.end, span.end) - Math.max(window.begin, span.begin)) / HOUR;
}

/** Asking again can help: it failed, or what is shown is older than it should be. */
function canRetry({ state, problem }: CoverageDay): boolean {
  return (
    (state === 'failed' || state === 'partly' || state === 'stale') &&
    (problem === null || isRetryable(problem))
  );
}

function describeDay(
  { window, state, problem }: CoverageDay,
  translator: Translator,
  format: Format,
) {
  const { t } = translator;
  const values = { day: format.utcDay(window.begin), state: t(`coverage.${state}`) };
  return problem
    ? t('coverage.cellWhy', { ...values, why: t(titleKey(problem)) })
    : t('coverage.cell', values);
}

const MOVES: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const cells = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])];
  const at = cells.findIndex((cell) => cell === event.currentTarget);
  const next = MOVES[event.key]?.(at, cells.length);
  if (next === undefined || !cells[next]) return;
  event.preventDefault();
  cells[next].focus();
}
