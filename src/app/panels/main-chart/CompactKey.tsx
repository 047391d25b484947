import { MarkSample } from '../../../chart/frame/MarkSample.tsx';
import { findMarkKinds } from '../../../chart/model/mark-kinds.ts';
import { MIN_SPAN } from '../../../chart/model/value-axis.ts';
import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { DrawnChart } from './coverage/CoverageKey.tsx';
import styles from './CompactKey.module.css';

const LABEL_KEYS = [
  ['gap', 'plot.noData'],
  ['failed', 'plot.failed'],
  ['loading', 'plot.loading'],
  ['gone', 'plot.gone'],
] as const;

export function CompactKey({ metric, lines, span, comparisonLabel }: DrawnChart) {
  const { t } = useTranslator();
  const marks = findMarkKinds(lines, span, MIN_SPAN[METRIC_FACTS[metric].unit]);
  const shown = [
    ...(comparisonLabel !== undefined && marks.includes('compared')
      ? [{ kind: 'compared' as const, label: comparisonLabel }]
      : []),
    ...LABEL_KEYS.filter(([kind]) => marks.includes(kind)).map(([kind, key]) => ({
      kind,
      label: t(key),
    })),
  ];
  if (shown.length === 0) return null;
  return (
    <ul className={styles.key} aria-label={t('coverage.key')}>
      {shown.map(({ kind, label }) => (
        <li key={kind}>
          <MarkSample kind={kind} />
          {label}
        </li>
      ))}
    </ul>
  );
}
