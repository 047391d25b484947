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

const DAY_STATE_KEYS = [
  ['in', 'coverage.keyIn'],
  ['provisional', 'coverage.keyProvisional'],
  ['loading', 'coverage.keyLoading'],
  ['partly', 'coverage.keyPartly'],
  ['failed', 'coverage.keyFailed'],
  ['stale', 'coverage.keyStale'],
  ['gone', 'coverage.keyGone'],
] as const;

export interface DrawnChart {
  metric: Metric;
  lines: readonly ChartLine[];
  span: Span;
  /** Such as `week before`. */
  comparisonLabel: string | undefined;
}

export interface CoverageKeyProps {
  chart: DrawnChart;
  states: readonly DayState[];
}

export function CoverageKey({ chart, states }: CoverageKeyProps) {
  const { t } = useTranslator();
  const { metric, lines, span, comparisonLabel = '' } = chart;
  const marks = findMarkKinds(lines, span, MIN_SPAN[METRIC_FACTS[metric].unit]);
  return (
    <ul className={styles.key}>
      {marks.map((kind) => (
        <li key={kind}>
          <span className={styles.sample}>
            <MarkSample kind={kind} />
          </span>
          {t(`key.${kind}`, { what: comparisonLabel })}
        </li>
      ))}
      {DAY_STATE_KEYS.filter(([state]) => states.includes(state)).map(([state, key]) => (
        <li key={`day-${state}`}>
          <span className={styles.sample}>
            <DayStateMark state={state} />
          </span>
          {t(key)}
        </li>
      ))}
    </ul>
  );
}
