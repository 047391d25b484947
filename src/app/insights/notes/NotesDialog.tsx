// Short labelled marks in time, kept in the link.
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { floorToStep } from '../../../contract/domain/time.ts';
import { tidyNote } from '../../../view/annotations.ts';
import { MAX_NOTES, MAX_NOTE_LENGTH } from '../../../view/view.ts';
import type { Note } from '../../../view/view.ts';
import { formatWallDay, formatWallTime } from '../../../time/wall-time.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './NotesDialog.module.css';
import { parseNoteTime } from './parse-note-time.ts';

export interface NotesDialogProps {
  notes: readonly Note[];
  /** The time a new note is of, until another is typed. */
  at: EpochMs;
  onChange: (notes: Note[]) => void;
  onClose: () => void;
}

/** The notes of this view, and a form for another. */
export function NotesDialog({ notes, at, onChange, onClose }: NotesDialogProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const [words, setWords] = useState('');
  const [when, setWhen] = useState(() => writeMoment(at, format.zone));
  const [wrong, setWrong] = useState<'time' | 'words'>();
  const isFull = notes.length >= MAX_NOTES;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = tidyNote(words);
    const moment = parseNoteTime(when, format.zone);
    if (text === '') setWrong('words');
    else if (moment === undefined) setWrong('time');
    else {
      const note = { at: floorToStep(moment), text };
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
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to write one
            autoFocus
            label={t('notes.text')}
            placeholder={t('notes.placeholder')}
            maxLength={MAX_NOTE_LENGTH}
            value={words}
            onValue={(value) => {
              setWords(value);
              setWrong(undefined);
            }}
            error={wrong === 'words' ? t('notes.noText') : undefined}
          />
          <TextField
            label={t('notes.when')}
            value={when}
            onValue={(value) => {
              setWhen(value);
              setWrong(undefined);
            }}
            error={wrong === 'time' ? t('notes.badTime') : undefined}
            hint={format.offset(at)}
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
              <span className={styles.when}>{format.dayTime(note.at)}</span>
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
      <p className={styles.kept}>{t('notes.kept')}</p>
    </Dialog>
  );
}

/** `2026-11-21 20:35`, as `readMoment` reads it. */
function writeMoment(at: EpochMs, zone: string): string {
  return `${formatWallDay(at, zone)} ${formatWallTime(at, zone)}`;
}
