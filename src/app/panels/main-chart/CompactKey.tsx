import { MarkSample } from '../../../chart/frame/MarkSample.tsx';
import { findMarkKinds } from '../../../chart/model/mark-kinds.ts';
import { MIN_SPAN } from '../../../chart/model/value-axis.ts';
import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { DrawnChart } from './coverage/CoverageKey.tsx';
import styles from './CompactKey.module.css';

/** Those a reader would wonder about; the goal has its words in the plot, and a star says what may still change. */
const WORDS = [
  ['gap', 'plot.noData'],
  ['failed', 'plot.failed'],
  ['loading', 'plot.loading'],
  ['gone', 'plot.gone'],
] as const;

/** In a frame, where there is nothing to open: what the marks that are in the chart mean, a word each. */
export function CompactKey({ metric, lines, span, what }: DrawnChart) {
  const { t } = useTranslator();
  const marks = findMarkKinds(lines, span, MIN_SPAN[METRIC_FACTS[metric].unit]);
  const shown = [
    ...(what !== undefined && marks.includes('compared')
      ? [{ kind: 'compared' as const, word: what }]
      : []),
    ...WORDS.filter(([kind]) => marks.includes(kind)).map(([kind, word]) => ({
      kind,
      word: t(word),
    })),
  ];
  if (shown.length === 0) return null;
  return (
    <ul className={styles.key} aria-label={t('coverage.key')}>
      {shown.map(({ kind, word }) => (
        <li key={kind}>
          <MarkSample kind={kind} />
          {word}
        </li>
      ))}
    </ul>
  );
}
