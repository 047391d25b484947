import { useTranslator } from '../../i18n/use-translator.ts';
import type { SummaryValue } from '../../model/summary-value.ts';

export interface SummarySourceProps {
  value: SummaryValue;
  short?: boolean | undefined;
}

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
