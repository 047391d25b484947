import { useState } from 'react';
import { Button } from './Button.tsx';
import { useTranslator } from '../i18n/use-translator.ts';
import styles from './CopyButton.module.css';

/** Writes to the clipboard; rejects if the browser denies access. */
export type CopyText = (text: string) => Promise<void>;

export interface CopyButtonProps {
  text: string;
  label: string;
  /** What is copied; tells several buttons with the same label apart. */
  name?: string | undefined;
  className?: string | undefined;
  /** Undefined without a clipboard, such as on plain HTTP. */
  copyText?: CopyText | undefined;
}

/** Copies `text`, or shows it for manual copying if the clipboard is unavailable. */
export function CopyButton({ text, label, name, className, copyText }: CopyButtonProps) {
  const { t } = useTranslator();
  const [attempt, setAttempt] = useState<{ text: string; copied: boolean } | null>(null);
  const copy = async () => {
    // Screen readers repeat a status only if it was removed in between.
    setAttempt(null);
    try {
      if (!copyText) throw new Error('no clipboard');
      await copyText(text);
      setAttempt({ text, copied: true });
    } catch {
      setAttempt({ text, copied: false });
    }
  };
  const outcome = attempt?.text === text ? (attempt.copied ? 'copied' : 'refused') : undefined;
  return (
    <>
      <Button
        className={className}
        aria-label={name === undefined ? undefined : t('share.copyOf', { what: name })}
        onClick={() => void copy()}
      >
        {label}
      </Button>
      <output className={styles.outcome} data-outcome={outcome}>
        {outcome === 'copied' && t('copy.done')}
        {outcome === 'refused' && t('copy.byHand')}
      </output>
      {outcome === 'refused' && <pre className={styles.byHand}>{text}</pre>}
    </>
  );
}
