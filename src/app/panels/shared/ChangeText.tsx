import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Format } from '../../../i18n/format.ts';
import type { Translator } from '../../../i18n/translate.ts';
import type { Change } from '../../../stats/change.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './ChangeText.module.css';

export interface ChangeTextProps {
  metric: Metric;
  change: Change;
  /** Such as `week before`. */
  comparisonLabel: string;
  /** `long` adds the share to milliseconds; `short` shortens the verdict. */
  size?: 'long' | 'short' | undefined;
}

export function ChangeText({ metric, change, comparisonLabel, size }: ChangeTextProps) {
  const translator = useTranslator();
  const format = useFormat();
  const formatChange = size === 'long' ? format.changeInFull : format.change;
  const verdict =
    size === 'short' && change.verdict === 'same'
      ? translator.t('change.sameShort')
      : translator.t(`change.${change.verdict}`);
  return (
    <span
      className={styles.change}
      data-verdict={change.verdict}
      title={explainChange(metric, change, comparisonLabel, translator, format)}
    >
      {translator.t('change.text', { change: formatChange(metric, change), word: verdict })}
    </span>
  );
}

function explainChange(
  metric: Metric,
  change: Change,
  comparisonLabel: string,
  { t }: Translator,
  format: Format,
): string {
  return t('change.title', {
    now: format.valueWithUnit(metric, change.now),
    before: format.valueWithUnit(metric, change.before),
    difference: format.difference(metric, change.difference),
    noise: format.difference(metric, change.noise).replace(/^\+/, ''),
    what: comparisonLabel,
    n: change.pairs,
  });
}
