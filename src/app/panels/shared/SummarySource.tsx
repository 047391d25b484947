import { useTranslator } from '../../i18n/use-translator.ts';
import type { SummaryValue } from '../../model/summary-value.ts';

export interface SummarySourceProps {
  headline: SummaryValue;
  /** Where there is little room, and the number of values stands elsewhere. */
  short?: boolean | undefined;
}

/** What a figure is: the upstream's own summary, or an unweighted mean and of how many values. */
export function SummarySource({ headline, short = false }: SummarySourceProps) {
  const { t } = useTranslator();
  return headline.kind === 'api' ? (
    <span title={t('figure.apiTitle')}>{t('figure.api')}</span>
  ) : (
    <span title={t('figure.meanTitle')}>
      {short ? t('figure.meanShort') : t('figure.mean', { n: headline.count })}
    </span>
  );
}
