import { Info, X } from 'lucide-react';
import type { ViewNotice } from '../../../view/codec.ts';
import type { View } from '../../../view/view.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { Translator } from '../../../i18n/translate.ts';
import styles from './NoticeBar.module.css';

const WITH_OWN_MESSAGE = [
  'app',
  'metric',
  'os',
  'terminal',
  'channel',
  'range',
  'from',
  'to',
  'split',
  'compare',
  'tz',
  'theme',
  'lang',
] as const;

export interface NoticeBarProps {
  view: View;
  notices: readonly ViewNotice[];
  onDismiss: (() => void) | undefined;
}

export function NoticeBar({ view, notices, onDismiss }: NoticeBarProps) {
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const shownRange =
    view.range.kind === 'preset'
      ? t(`range.preset.${view.range.preset}`)
      : format.span({ begin: view.range.from, end: view.range.to });
  return (
    <section aria-live="polite" aria-label={t('notice.label')}>
      {notices.length > 0 && (
        <div className={styles.bar}>
          <Info size={16} aria-hidden className={styles.icon} />
          <ul className={styles.list}>
            {notices.map((notice) => (
              <li key={`${notice.param} ${notice.value}`}>
                {describeNotice(notice, shownRange, translator)}
              </li>
            ))}
          </ul>
          {onDismiss && (
            <IconButton variant="quiet" label={t('notice.dismiss')} onClick={onDismiss}>
              <X size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      )}
    </section>
  );
}

function describeNotice(
  { param, value }: ViewNotice,
  shownRange: string,
  { t }: Translator,
): string {
  const own = WITH_OWN_MESSAGE.find((name) => name === param);
  return own
    ? t(`notice.${own}`, { value, shown: shownRange })
    : t('notice.other', { param, value });
}
