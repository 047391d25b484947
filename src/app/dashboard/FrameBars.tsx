// What stands in the header's place where the page is a wall screen, part of another page, or paper.
import { Minimize2, SquareArrowOutUpRight } from 'lucide-react';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { formatView } from '../../view/codec.ts';
import type { View } from '../../view/view.ts';
import { describeSpan } from '../model/describe-span.ts';
import { formatFreshness } from '../panels/freshness/write-freshness.ts';
import styles from './FrameBars.module.css';
import type { ChangeKind } from '../state/url-state.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { useFormat } from '../i18n/use-format.ts';
import { useTranslator } from '../i18n/use-translator.ts';

interface BarProps {
  view: View;
  /** What is in sight. */
  span: Span;
  nameApp: (appId: string) => string;
  /** What the range is compared with; undefined when nothing is. */
  what: string | undefined;
}

/** What is looked at, in one line: apps, filters, range with zone, comparison. */
function Subject({ view, span, nameApp, what }: BarProps) {
  const translator = useTranslator();
  const format = useFormat();
  const range =
    view.range.kind === 'preset' && !view.zoom
      ? translator.t(`range.preset.${view.range.preset}`)
      : undefined;
  const parts = [
    view.os,
    view.terminal && translator.t(`segment.${view.terminal}`),
    view.channelId,
    range,
    describeSpan(span, translator, format),
    what !== undefined && translator.t('legend.change', { what }),
  ];
  return (
    <p className={styles.subject}>
      <strong>{view.apps.map(nameApp).join(' · ')}</strong>
      {parts.map((part) => part && <span key={part}>{part}</span>)}
    </p>
  );
}

export interface KioskHeaderProps extends BarProps {
  /** Null where there is no data. */
  dataThrough: EpochMs | null;
  /** The server's clock. */
  now: EpochMs;
  onChange: (view: View, how: ChangeKind) => void;
}

/** Over a wall screen: what is looked at, how fresh it is, the time, and the way back. */
export function KioskHeader({ dataThrough, now, onChange, ...props }: KioskHeaderProps) {
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const leave = () => onChange(withoutFrame(props.view), 'push');
  return (
    <header className={styles.kiosk}>
      <Subject {...props} />
      <p className={styles.fresh}>{formatFreshness(dataThrough, now, translator, format)}</p>
      <span className={styles.clock}>{t('frame.clock', { time: format.time(now) })}</span>
      <IconButton variant="quiet" label={t('frame.leave')} onClick={leave}>
        <Minimize2 size={18} aria-hidden />
      </IconButton>
    </header>
  );
}

/** Over a chart inside another page: what is looked at, and the way to all of it. */
export function EmbedHeader(props: BarProps) {
  const { t } = useTranslator();
  const href = formatView(withoutFrame(props.view)) || '?';
  return (
    <header className={styles.embed}>
      <Subject {...props} />
      <a href={href} target="_blank" rel="noreferrer" title={t('frame.openFull')}>
        <SquareArrowOutUpRight size={14} aria-hidden />
        <span className={styles.open}>{t('frame.openFull')}</span>
      </a>
    </header>
  );
}

/** On paper, in place of the header: what is looked at, and whose data it is. */
export function PrintHeader({ demo, ...props }: BarProps & { demo: boolean }) {
  const { t } = useTranslator();
  return (
    <div className={styles.paper}>
      <Subject {...props} />
      <p>{t(demo ? 'export.sourceDemo' : 'export.source')}</p>
    </div>
  );
}

function withoutFrame({ viewMode: _frame, ...view }: View): View {
  return view;
}
