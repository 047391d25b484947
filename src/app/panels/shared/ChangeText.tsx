import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Change } from '../../../stats/change.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { Format } from '../../../i18n/format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { Translator } from '../../../i18n/translate.ts';
import styles from './ChangeText.module.css';

export interface ChangeTextProps {
  metric: Metric;
  change: Change;
  /** What it is compared with: `week before`. */
  what: string;
  /** `long`: milliseconds and their share, not the share alone; `short`: where there is little room. */
  size?: 'long' | 'short' | undefined;
}

/** How a figure changed, its direction as a sign, its meaning as a word, and grey when it is noise. */
export function ChangeText({ metric, change, what, size }: ChangeTextProps) {
  const translator = useTranslator();
  const format = useFormat();
  const write = size === 'long' ? format.changeInFull : format.change;
  const word =
    size === 'short' && change.verdict === 'same'
      ? translator.t('change.sameShort')
      : translator.t(`change.${change.verdict}`);
  return (
    <span
      className={styles.change}
      data-verdict={change.verdict}
      title={explainChange(metric, change, what, translator, format)}
    >
      {translator.t('change.text', { change: write(metric, change), word })}
    </span>
  );
}

/** Both figures, what they are of, and what is usual, as a sentence. */
function explainChange(
  metric: Metric,
  change: Change,
  what: string,
  { t }: Translator,
  format: Format,
): string {
  return t('change.title', {
    now: format.valueWithUnit(metric, change.now),
    before: format.valueWithUnit(metric, change.before),
    difference: format.difference(metric, change.difference),
    noise: format.difference(metric, change.noise).replace(/^\+/, ''),
    what,
    n: change.pairs,
  });
}
