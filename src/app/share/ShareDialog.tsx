import { useId } from 'react';
import type { FocusEvent } from 'react';
import type { Span } from '../../contract/domain/time.ts';
import type { Lang, View } from '../../view/view.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import type { CopyText } from '../ui/CopyButton.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import { embedCode, framedLink, frozenLink, liveLink } from './share-links.ts';
import { summarizeView } from './share-summary.ts';
import type { SummarizedView } from './share-summary.ts';
import styles from './ShareDialog.module.css';

export interface ShareDialogProps {
  view: View;
  /** The current absolute range, for the frozen link. */
  range: Span;
  /** Address of the page without query. */
  base: string;
  lang: Lang;
  summarize: () => Omit<SummarizedView, 'link'>;
  copyText: CopyText | undefined;
  onClose: () => void;
}

export function ShareDialog(props: ShareDialogProps) {
  const { view, range, base, lang, copyText } = props;
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const context = { base, zone: format.zone, lang };
  const live = liveLink(view, context);
  const frozen = frozenLink(view, range, context);
  const summary = summarizeView({ ...props.summarize(), link: frozen }, translator, format);
  const embedHtml = embedCode(framedLink(view, 'embed', context), t(`metric.${view.metric}`));
  const kioskLink = framedLink(view, 'kiosk', context);
  const isRelative = view.range.kind === 'preset';
  return (
    <Dialog title={t('share.title')} open onOpenChange={(open) => !open && props.onClose()}>
      <div className={styles.parts}>
        <CopyField
          label={t('share.live')}
          hint={isRelative ? t('share.liveHint') : t('share.liveFixedHint')}
          text={live}
          copyText={copyText}
        />
        <CopyField
          label={t('share.frozen')}
          hint={t('share.frozenHint', { span: format.span(range) })}
          text={frozen}
          copyText={copyText}
        />
        <CopyField
          label={t('share.summary')}
          hint={t('share.summaryHint')}
          text={summary}
          copyText={copyText}
          rows={5}
        />
        <details className={styles.more}>
          <summary>{t('share.elsewhere')}</summary>
          <p className={styles.kiosk}>
            <a href={kioskLink} target="_blank" rel="noreferrer">
              {t('share.kiosk')}
            </a>
          </p>
          <CopyField
            label={t('share.embed')}
            hint={t('share.embedHint', { variable: 'ARTC_FRAME_ANCESTORS' })}
            text={embedHtml}
            copyText={copyText}
            rows={4}
          />
        </details>
      </div>
    </Dialog>
  );
}

interface CopyFieldProps {
  label: string;
  hint: string;
  text: string;
  copyText: CopyText | undefined;
  rows?: number;
}

function CopyField({ label, hint, text, copyText, rows }: CopyFieldProps) {
  const { t } = useTranslator();
  const id = useId();
  const field = {
    id,
    className: styles.text,
    'aria-describedby': `${id}-hint`,
    readOnly: true,
    value: text,
    onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => event.target.select(),
  };
  return (
    <div className={styles.shared}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      <p className={styles.hint} id={`${id}-hint`}>
        {hint}
      </p>
      <div className={styles.row}>
        {rows === undefined ? <input {...field} /> : <textarea {...field} rows={rows} />}
        <CopyButton text={text} label={t('share.copy')} name={label} copyText={copyText} />
      </div>
    </div>
  );
}
