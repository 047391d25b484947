import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/words.ts';
import styles from './CopyButton.module.css';

/** Puts text on the clipboard; rejects where the browser does not let it. */
export type CopyText = (text: string) => Promise<void>;

export interface CopyButtonProps {
  text: string;
  label: string;
  /** What is copied, where several buttons have the same label. */
  name?: string | undefined;
  /** Left out where there is no clipboard, such as on plain http. */
  copyText?: CopyText | undefined;
}

/** Copies `text`, and where that cannot be, shows it to be copied by hand. */
export function CopyButton({ text, label, name, copyText }: CopyButtonProps) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  const copy = async () => {
    try {
      if (!copyText) throw new Error('no clipboard');
      await copyText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
  };
  return (
    <>
      <Button
        aria-label={name === undefined ? undefined : t('share.copyOf', { what: name })}
        onClick={() => void copy()}
      >
        {label}
      </Button>
      <output className={styles.done}>{outcome === 'copied' && t('copy.done')}</output>
      {outcome === 'refused' && (
        <div className={styles.byHand}>
          <p>{t('copy.byHand')}</p>
          <pre>{text}</pre>
        </div>
      )}
    </>
  );
}
