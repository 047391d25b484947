import type { View } from '../../../view/view.ts';
import { useData } from '../../contexts/data-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { Translator } from '../../../i18n/translate.ts';
import { describeSpan } from '../../model/describe-span.ts';
import styles from './framed-headers.module.css';

export function SubjectLine() {
  const { requestedView } = useView();
  const { displayed, nameApp, comparisonLabel } = useData();
  const translator = useTranslator();
  const format = useFormat();
  const { apps, os, terminal, channelId } = requestedView;
  const parts = [
    os,
    terminal && translator.t(`segment.${terminal}`),
    channelId,
    namePreset(requestedView, translator),
    describeSpan(displayed.visibleSpan, translator, format),
    comparisonLabel !== undefined && translator.t('legend.change', { what: comparisonLabel }),
  ];
  return (
    <p className={styles.subject}>
      <strong>{apps.map(nameApp).join(' · ')}</strong>
      {parts.map((part) => part && <span key={part}>{part}</span>)}
    </p>
  );
}

function namePreset({ range, zoom }: View, { t }: Translator): string | undefined {
  return range.kind === 'preset' && !zoom ? t(`range.preset.${range.preset}`) : undefined;
}
