import { MarkSample } from '../../../../chart/frame/MarkSample.tsx';
import type { ChartLine } from '../../../../chart/chart-types.ts';
import { findMarkKinds } from '../../../../chart/model/mark-kinds.ts';
import { MIN_SPAN } from '../../../../chart/model/value-axis.ts';
import { METRIC_FACTS } from '../../../../contract/domain/metrics.ts';
import type { Metric } from '../../../../contract/domain/metrics.ts';
import type { Span } from '../../../../contract/domain/time.ts';
import { useTranslator } from '../../../i18n/use-translator.ts';
import styles from './CoverageStrip.module.css';
import { DayStateMark } from './DayStateMark.tsx';
import type { DayState } from './summarize-days.ts';

const DAY_WORDS = [
  ['in', 'coverage.keyIn'],
  ['provisional', 'coverage.keyProvisional'],
  ['loading', 'coverage.keyLoading'],
  ['partly', 'coverage.keyPartly'],
  ['failed', 'coverage.keyFailed'],
  ['stale', 'coverage.keyStale'],
  ['gone', 'coverage.keyGone'],
] as const;

/** The chart above the strip. */
export interface DrawnChart {
  metric: Metric;
  lines: readonly ChartLine[];
  /** What is in sight. */
  span: Span;
  /** What its lines are compared with, such as `week before`; undefined where they are not. */
  what: string | undefined;
}

export interface CoverageKeyProps {
  chart: DrawnChart;
  /** Those on the strip. */
  states: readonly DayState[];
}

/** What the marks of the chart and of the strip below it mean: those that are there. */
export function CoverageKey({ chart, states }: CoverageKeyProps) {
  const { t } = useTranslator();
  const { metric, lines, span, what = '' } = chart;
  const marks = findMarkKinds(lines, span, MIN_SPAN[METRIC_FACTS[metric].unit]);
  return (
    <ul className={styles.key}>
      {marks.map((kind) => (
        <li key={kind}>
          <span className={styles.sample}>
            <MarkSample kind={kind} />
          </span>
          {t(`key.${kind}`, { what })}
        </li>
      ))}
      {DAY_WORDS.filter(([state]) => states.includes(state)).map(([state, words]) => (
        <li key={`day-${state}`}>
          <span className={styles.sample}>
            <DayStateMark state={state} />
          </span>
          {t(words)}
        </li>
      ))}
    </ul>
  );
}
