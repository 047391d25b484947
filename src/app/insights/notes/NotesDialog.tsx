import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { floorToStep } from '../../../contract/domain/time.ts';
import { normalizeNote } from '../../../view/annotations.ts';
import { parseDay, parseInstant, toTimeOfDay } from '../../../view/instant.ts';
import { MAX_NOTES, MAX_NOTE_LENGTH } from '../../../view/view.ts';
import type { Note } from '../../../view/view.ts';
import { formatWallDay, formatWallTime, instantOf } from '../../../time/wall-time.ts';
import { parseTimeField } from '../../controls/range/wall-fields.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './NotesDialog.module.css';

export interface NotesDialogProps {
  notes: readonly Note[];
  defaultTime: EpochMs;
  onChange: (notes: Note[]) => void;
  onClose: () => void;
}

export function NotesDialog({ notes, defaultTime, onChange, onClose }: NotesDialogProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const [text, setText] = useState('');
  const [time, setTime] = useState(() => formatNoteTime(defaultTime, format.zone));
  const [invalidField, setInvalidField] = useState<'time' | 'text'>();
  const isFull = notes.length >= MAX_NOTES;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const tidyText = normalizeNote(text);
    const instant = parseNoteTime(time, format.zone);
    if (tidyText === '') setInvalidField('text');
    else if (instant === undefined) setInvalidField('time');
    else {
      const note = { at: floorToStep(instant), text: tidyText };
      onChange([...notes, note].toSorted((a, b) => a.at - b.at));
      onClose();
    }
  };
  return (
    <Dialog title={t('notes.title')} open onOpenChange={(open) => !open && onClose()}>
      {isFull ? (
        <p>{t('notes.full', { n: MAX_NOTES })}</p>
      ) : (
        <form className={styles.form} onSubmit={submit} noValidate>
          <TextField
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog is opened to write a note
            autoFocus
            label={t('notes.text')}
            placeholder={t('notes.placeholder')}
            maxLength={MAX_NOTE_LENGTH}
            value={text}
            onValue={(value) => {
              setText(value);
              setInvalidField(undefined);
            }}
            error={invalidField === 'text' ? t('notes.noText') : undefined}
          />
          <TextField
            label={t('notes.when')}
            value={time}
            onValue={(value) => {
              setTime(value);
              setInvalidField(undefined);
            }}
            error={invalidField === 'time' ? t('notes.badTime') : undefined}
            hint={format.offset(defaultTime)}
          />
          <Button type="submit" variant="primary">
            {t('notes.save')}
          </Button>
        </form>
      )}
      {notes.length > 0 && (
        <ul className={styles.list}>
          {notes.map((note) => (
            <li key={`${note.at} ${note.text}`}>
              <span className={styles.time}>{format.dayTime(note.at)}</span>
              <span>{note.text}</span>
              <IconButton
                variant="quiet"
                label={t('notes.remove', { text: note.text })}
                onClick={() => onChange(notes.filter((other) => other !== note))}
              >
                <Trash2 size={15} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <p className={styles.storageNote}>{t('notes.kept')}</p>
    </Dialog>
  );
}

function formatNoteTime(at: EpochMs, zone: string): string {
  return `${formatWallDay(at, zone)} ${formatWallTime(at, zone)}`;
}

// Accepts `2026-11-21 20:35` in `zone`, or an ISO instant.
function parseNoteTime(text: string, zone: string): EpochMs | undefined {
  const typed = text.normalize('NFKC').trim();
  const instant = parseInstant(typed);
  if (instant !== undefined) return instant;
  const [, date = '', clock = ''] = /^(\S+)[ T]+(\S+)$/.exec(typed) ?? [];
  const day = parseDay(date);
  const [hour, minute] = (parseTimeField(clock) ?? '').split(':').map(Number);
  if (day === undefined || hour === undefined || minute === undefined) return undefined;
  const time = toTimeOfDay(hour, minute, 0);
  return time === undefined ? undefined : instantOf(day + time, zone, 'first');
}
