import { useTranslator } from '../../i18n/use-translator.ts';
import type { SummaryValue } from '../../model/summary-value.ts';

export interface SummarySourceProps {
  value: SummaryValue;
  /** Omits the number of values. */
  short?: boolean | undefined;
}

/** Says whether a value is the API's own summary or an unweighted mean, and of how many values. */
export function SummarySource({ value, short = false }: SummarySourceProps) {
  const { t } = useTranslator();
  return value.kind === 'api' ? (
    <span title={t('figure.apiTitle')}>{t('figure.api')}</span>
  ) : (
    <span title={t('figure.meanTitle')}>
      {short ? t('figure.meanShort') : t('figure.mean', { n: value.count })}
    </span>
  );
}
