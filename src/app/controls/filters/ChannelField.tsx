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

/** One channel's id. Enter applies it; what is typed stays until then. */
export function ChannelField({ channelId, onChannel }: ChannelFieldProps) {
  const { t } = useTranslator();
  const applied = channelId ?? '';
  const [text, setText] = useState(applied);
  const [shown, setShown] = useState(applied);
  const input = useRef<HTMLInputElement>(null);
  // Back, a chip's × or a link brought another channel: the field follows it.
  if (shown !== applied) {
    setShown(applied);
    setText(applied);
  }
  const wanted = text.trim();
  const valid = wanted === '' || v.is(ChannelIdSchema, wanted);
  const pending = wanted !== applied;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (valid && pending) onChannel(wanted === '' ? undefined : wanted);
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
        error={valid ? undefined : t('filter.channel.invalid')}
        hint={pending ? t('filter.channel.apply') : undefined}
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
