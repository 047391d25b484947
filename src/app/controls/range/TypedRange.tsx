import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { TimeRange } from '../../../contract/domain/range.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { describeRead } from '../../model/describe-span.ts';
import { parseTypedRange } from './parse-typed-range.ts';
import styles from './TypedRange.module.css';

export interface TypedRangeProps {
  now: EpochMs;
  oldest: EpochMs;
  onRange: (range: TimeRange) => void;
}

/** A range in the reader's own words; what it means is said while they type. */
export function TypedRange({ now, oldest, onRange }: TypedRangeProps) {
  const [text, setText] = useState('');
  // Half a range is unreadable too: a complaint waits until it is meant.
  const [complain, setComplain] = useState(false);
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const id = useId();
  const read = text.trim() === '' ? undefined : parseTypedRange(text, now, format.zone, oldest);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (read?.ok) onRange(read.range);
    else setComplain(true);
  };
  const isError = read !== undefined && !read.ok && (complain || read.error !== 'unreadable');
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        id={id}
        label={t('range.typed')}
        placeholder={t('range.typed.example')}
        className={styles.field}
        value={text}
        enterKeyHint="go"
        autoCapitalize="none"
        onValue={(value) => {
          setText(value);
          setComplain(false);
        }}
        onBlur={() => setComplain(true)}
        error={
          isError ? t(`range.error.${read.error}`, { oldest: format.dayTime(oldest) }) : undefined
        }
        hint={read?.ok ? describeRead(read, translator, format) : undefined}
      />
      <Button type="submit" className={styles.apply} disabled={text.trim() === ''}>
        {t('range.apply')}
      </Button>
    </form>
  );
}
