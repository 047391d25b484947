import { useState } from 'react';
import { Button } from './Button.tsx';
import { useTranslator } from '../i18n/use-translator.ts';
import styles from './CopyButton.module.css';

/** Puts text on the clipboard; rejects where the browser does not let it. */
export type CopyText = (text: string) => Promise<void>;

export interface CopyButtonProps {
  text: string;
  label: string;
  /** What is copied, where several buttons have the same label. */
  name?: string | undefined;
  className?: string | undefined;
  /** Left out where there is no clipboard, such as on plain http. */
  copyText?: CopyText | undefined;
}

/** Copies `text`, and where that cannot be, shows it to be copied by hand. */
export function CopyButton({ text, label, name, className, copyText }: CopyButtonProps) {
  const { t } = useTranslator();
  const [tried, setTried] = useState<{ text: string; copied: boolean } | null>(null);
  const copy = async () => {
    // What is said twice is heard twice only if it was not there in between.
    setTried(null);
    try {
      if (!copyText) throw new Error('no clipboard');
      await copyText(text);
      setTried({ text, copied: true });
    } catch {
      setTried({ text, copied: false });
    }
  };
  // Of another text nothing has been tried yet.
  const outcome = tried?.text === text ? (tried.copied ? 'copied' : 'refused') : undefined;
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
