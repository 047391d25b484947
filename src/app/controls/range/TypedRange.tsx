import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { TimeRange } from '../../../contract/domain/range.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { describeClippedRange } from '../../model/describe-span.ts';
import { parseTypedRange } from './parse-typed-range.ts';
import styles from './TypedRange.module.css';

export interface TypedRangeProps {
  now: EpochMs;
  oldest: EpochMs;
  onRange: (range: TimeRange) => void;
}

/** Parses a typed range and shows its meaning while typing. */
export function TypedRange({ now, oldest, onRange }: TypedRangeProps) {
  const [text, setText] = useState('');
  // An incomplete text is no error until the field is left or submitted.
  const [isFinished, setIsFinished] = useState(false);
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const id = useId();
  const parsed = text.trim() === '' ? undefined : parseTypedRange(text, now, format.zone, oldest);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed?.ok) onRange(parsed.range);
    else setIsFinished(true);
  };
  const isError =
    parsed !== undefined && !parsed.ok && (isFinished || parsed.error !== 'unreadable');
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
          setIsFinished(false);
        }}
        onBlur={() => setIsFinished(true)}
        error={
          isError ? t(`range.error.${parsed.error}`, { oldest: format.dayTime(oldest) }) : undefined
        }
        hint={parsed?.ok ? describeClippedRange(parsed, translator, format) : undefined}
      />
      <Button type="submit" className={styles.apply} disabled={text.trim() === ''}>
        {t('range.apply')}
      </Button>
    </form>
  );
}
