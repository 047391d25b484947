import type { Comparison } from '../../contract/domain/range.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translator } from '../../i18n/translate.ts';

/** What is compared with, as it stands after "vs": `week before`, `from Sat, Nov 14, 20:00`. */
export function describeComparison(
  comparison: Comparison,
  { t }: Translator,
  format: Format,
): string {
  return typeof comparison === 'string'
    ? t(`compare.${comparison}`)
    : t('compare.custom', { when: format.dayTime(comparison.from) });
}
