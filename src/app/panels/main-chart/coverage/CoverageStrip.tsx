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
import { getTitleKey } from '../../../i18n/problem-text.ts';
import { countDays, summarizeDays } from './summarize-days.ts';
import type { CoverageDay } from './summarize-days.ts';

const coverageKey = lazyComponent(async () => (await import('./CoverageKey.tsx')).CoverageKey);

export interface CoverageStripProps {
  seriesList: readonly SeriesData[];
  span: Span;
  chart: DrawnChart;
  onRetry: (windows: Span[]) => void;
}

/** One cell per UTC day. The cells share one tab stop. */
export function CoverageStrip({ seriesList, span, chart, onRetry }: CoverageStripProps) {
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const [activeBegin, setActiveBegin] = useState<number | null>(null);
  const [isKeyOpen, setIsKeyOpen] = useState(false);
  const days = summarizeDays(seriesList);
  if (days.length === 0) return null;
  const counts = countDays(days);
  const retryable = days.filter(canRetry);
  const active = days.find(({ window }) => window.begin === activeBegin);
  const tabStop = active ?? retryable[0] ?? days[0];
  const summary = t('coverage.summary', {
    ...counts,
    in: counts.in + counts.provisional,
    total: days.length,
  });
  return (
    <section className={styles.strip} aria-label={t('coverage.title')}>
      <div className={styles.cells} style={ALIGNED_WITH_PLOT}>
        {days.map((day) => {
          const text = describeDay(day, translator, format);
          return (
            <button
              key={day.window.begin}
              type="button"
              className={styles.cell}
              style={{ flexGrow: countSharedHours(day.window, span) }}
              tabIndex={day === tabStop ? 0 : -1}
              aria-label={text}
              aria-disabled={!canRetry(day)}
              title={text}
              onFocus={() => setActiveBegin(day.window.begin)}
              onMouseEnter={() => setActiveBegin(day.window.begin)}
              onBlur={() => setActiveBegin(null)}
              onMouseLeave={() => setActiveBegin(null)}
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
          {active ? describeDay(active, translator, format) : summary}
        </span>
        {retryable.length > 0 && (
          <Button
            className={styles.retry}
            onClick={() => onRetry(retryable.map((day) => day.window))}
          >
            {t('coverage.retry', { n: retryable.length })}
          </Button>
        )}
        <Button
          variant="quiet"
          className={clsx(styles.retry, styles.more)}
          aria-expanded={isKeyOpen}
          onPointerEnter={coverageKey.prefetch}
          onFocus={coverageKey.prefetch}
          onClick={() => setIsKeyOpen(!isKeyOpen)}
        >
          {t('coverage.key')}
          <ChevronDown size={14} aria-hidden />
        </Button>
      </div>
      {isKeyOpen && <coverageKey.Component chart={chart} states={days.map(({ state }) => state)} />}
    </section>
  );
}

const ALIGNED_WITH_PLOT = { marginInline: `${VALUE_AXIS_WIDTH}px ${PLOT_MARGIN.right}px` };

function countSharedHours(window: Span, span: Span): number {
  return (Math.min(window.end, span.end) - Math.max(window.begin, span.begin)) / HOUR;
}

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
    ? t('coverage.cellWhy', { ...values, why: t(getTitleKey(problem)) })
    : t('coverage.cell', values);
}

const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const cells = [...(event.currentTarget.parentElement?.querySelectorAll('button') ?? [])];
  const index = cells.findIndex((cell) => cell === event.currentTarget);
  const next = MOVES[event.key]?.(index, cells.length);
  if (next === undefined || !cells[next]) return;
  event.preventDefault();
  cells[next].focus();
}
