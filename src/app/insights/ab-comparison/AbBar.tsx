// Above the chart while two windows are marked: which they are, and what to do next.
import { ArrowLeftRight, X } from 'lucide-react';
import type { Span } from '../../../contract/domain/time.ts';
import type { AbWindows } from '../../../view/view.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './AbBar.module.css';
import { nextAbSlot } from './next-ab-slot.ts';

export interface AbBarProps {
  marked: AbWindows;
  /** What is in sight, which can be taken as one of them. */
  span: Span;
  /** Undefined: marks nothing any more. */
  onChange: (marked: AbWindows | undefined) => void;
}

const LETTERS = ['a', 'b'] as const;

/** The bar. */
export function AbBar({ marked, span, onChange }: AbBarProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const next = nextAbSlot(marked);
  return (
    <div className={styles.bar}>
      {LETTERS.map((letter) => {
        const one = marked[letter];
        if (!one) return null;
        const name = letter.toUpperCase();
        const { [letter]: _old, ...other } = marked;
        return (
          <span key={letter} className={styles.chip}>
            {t('marked.of', {
              letter: name,
              span: format.span(one),
              length: format.length(one.end - one.begin),
            })}
            <IconButton
              variant="quiet"
              className={styles.again}
              label={t('marked.again', { letter: name })}
              onClick={() => onChange(other)}
            >
              <X size={13} aria-hidden />
            </IconButton>
          </span>
        );
      })}
      <span className={styles.hint} aria-live="polite">
        {next && t('marked.hint', { letter: next.toUpperCase() })}
      </span>
      {next && (
        <Button className={styles.small} onClick={() => onChange({ ...marked, [next]: span })}>
          {t('marked.useSight', { letter: next.toUpperCase() })}
        </Button>
      )}
      {marked.a && marked.b && (
        <Button
          className={styles.small}
          onClick={() =>
            onChange({ ...(marked.b && { a: marked.b }), ...(marked.a && { b: marked.a }) })
          }
        >
          <ArrowLeftRight size={14} aria-hidden />
          {t('marked.swap')}
        </Button>
      )}
      <Button className={styles.small} onClick={() => onChange(undefined)}>
        {t('marked.end')}
      </Button>
    </div>
  );
}
