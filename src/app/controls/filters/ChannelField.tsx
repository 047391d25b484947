import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import * as v from 'valibot';
import { ChannelIdSchema } from '../../../contract/wire/api.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './ChannelField.module.css';

export interface ChannelFieldProps {
  channelId: string | undefined;
  onChannel: (channelId: string | undefined) => void;
}

/** Edits the channel filter; Enter applies it. */
export function ChannelField({ channelId, onChannel }: ChannelFieldProps) {
  const { t } = useTranslator();
  const applied = channelId ?? '';
  const [text, setText] = useState(applied);
  const [lastApplied, setLastApplied] = useState(applied);
  const input = useRef<HTMLInputElement>(null);
  // The channel was changed elsewhere, for example by Back.
  if (lastApplied !== applied) {
    setLastApplied(applied);
    setText(applied);
  }
  const trimmed = text.trim();
  const isValid = trimmed === '' || v.is(ChannelIdSchema, trimmed);
  const isPending = trimmed !== applied;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid && isPending) onChannel(trimmed === '' ? undefined : trimmed);
  };
  const clear = () => {
    setText('');
    input.current?.focus();
    if (channelId !== undefined) onChannel(undefined);
  };
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <TextField
        ref={input}
        label={t('filter.channel')}
        placeholder={t('filter.channel.any')}
        className={styles.field}
        value={text}
        onValue={setText}
        enterKeyHint="go"
        autoCapitalize="none"
        error={isValid ? undefined : t('filter.channel.invalid')}
        hint={isPending ? t('filter.channel.apply') : undefined}
        trailing={
          text !== '' && (
            <button
              type="button"
              className={styles.clear}
              aria-label={t('filter.channel.clear')}
              title={t('filter.channel.clear')}
              onClick={clear}
            >
              <X size={14} aria-hidden />
            </button>
          )
        }
      />
    </form>
  );
}
