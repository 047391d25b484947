import { Info, TriangleAlert, WifiOff } from 'lucide-react';
import { useState } from 'react';
import { isRetryable } from '../../../contract/wire/problem.ts';
import type { Problem } from '../../../contract/wire/problem.ts';
import { MAX_RANGE_DAYS } from '../../../contract/domain/time.ts';
import { currentAddress, signInAddress } from '../../state/sign-in.ts';
import { Button } from '../../ui/Button.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import type { Format } from '../../../i18n/format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { Translator } from '../../../i18n/translate.ts';
import type { PageNote } from '../../model/choose-page-state.ts';
import type { CopyText } from '../../ui/CopyButton.tsx';
import styles from './PageNotes.module.css';
import { ProblemNote } from '../shared/ProblemNote.tsx';

export interface PageNotesProps {
  notes: readonly PageNote[];
  /** Such as `week before`. */
  comparisonLabel?: string | undefined;
  onRetry?: (() => void) | undefined;
  copyText?: CopyText | undefined;
  compact?: boolean | undefined;
}

export function PageNotes({ notes, ...rest }: PageNotesProps) {
  if (notes.length === 0) return null;
  return (
    <div className={styles.notes} data-compact={rest.compact || undefined}>
      {notes.map((note) => (
        <NoteLine key={getKey(note)} note={note} {...rest} />
      ))}
    </div>
  );
}

function getKey(note: PageNote): string {
  if (note.kind === 'clipped') return note.side;
  return note.kind === 'compared' ? note.issue : note.kind;
}

const TONES = {
  offline: 'warn',
  partial: 'bad',
  stale: 'warn',
  clipped: 'plain',
  rateScale: 'warn',
  compared: 'plain',
  comparedFailed: 'warn',
} as const;

function NoteLine({
  note,
  comparisonLabel = '',
  onRetry,
  copyText,
  compact = false,
}: Omit<PageNotesProps, 'notes'> & { note: PageNote }) {
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const [open, setOpen] = useState(false);
  const text = describeNote(note, comparisonLabel, translator, format);
  const tone = TONES[note.kind];
  const problem = 'problem' in note ? note.problem : null;
  return (
    <div className={styles.note} data-tone={tone} data-kind={note.kind} aria-live="polite">
      <NoteIcon kind={note.kind} />
      <span className="visually-hidden">{t(tone === 'plain' ? 'note.info' : 'note.warning')}</span>
      <p title={compact ? text : undefined}>{text}</p>
      <div className={styles.actions}>
        {problem?.code === 'not_signed_in' && !open && (
          <LinkButton className={styles.small} href={signInAddress(currentAddress())}>
            {t('problem.signIn')}
          </LinkButton>
        )}
        {problem && !compact && (
          <Button aria-expanded={open} className={styles.small} onClick={() => setOpen(!open)}>
            {t('note.more')}
          </Button>
        )}
        {onRetry && canRetry(note, problem) && (
          <Button className={styles.small} onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </div>
      {problem && open && (
        <div className={styles.more}>
          <ProblemNote problem={problem} copyText={copyText} />
        </div>
      )}
    </div>
  );
}

function canRetry({ kind }: PageNote, problem: Problem | null): boolean {
  if (kind === 'offline') return true;
  return (
    (kind === 'partial' || kind === 'stale' || kind === 'comparedFailed') &&
    (problem === null || isRetryable(problem))
  );
}

function NoteIcon({ kind }: { kind: PageNote['kind'] }) {
  if (kind === 'offline') return <WifiOff size={16} aria-hidden />;
  return kind === 'clipped' || kind === 'compared' ? (
    <Info size={16} aria-hidden />
  ) : (
    <TriangleAlert size={16} aria-hidden />
  );
}

const CLIPPED_KEYS = {
  before: 'note.clippedBefore',
  archive: 'note.clippedKept',
  after: 'note.clippedAfter',
  long: 'note.clippedLong',
} as const;

function describeNote(
  note: PageNote,
  comparisonLabel: string,
  { t }: Translator,
  format: Format,
): string {
  switch (note.kind) {
    case 'offline':
      return note.dataFrom === null
        ? t('note.offline')
        : t('note.offlineSince', { when: format.dayTime(note.dataFrom) });
    case 'partial':
      return t('note.partial', { failed: note.failed, total: note.total });
    case 'stale':
      return t('note.stale', { n: note.windows });
    case 'clipped':
      return t(CLIPPED_KEYS[note.side], { days: MAX_RANGE_DAYS, span: format.span(note.span) });
    case 'compared':
      return t(`compare.${note.issue}`, {
        what: comparisonLabel,
        begin: format.dayTime(note.span.begin),
        end: format.dayTime(note.span.end),
        span: format.span(note.span),
        length: format.length(note.span.end - note.span.begin),
      });
    case 'comparedFailed':
      return t('compare.failed', { n: note.windows });
    default:
      return t('note.rateScale');
  }
}
