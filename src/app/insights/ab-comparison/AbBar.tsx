import { ArrowLeftRight, X } from 'lucide-react';
import type { Span } from '../../../contract/domain/time.ts';
import type { AbWindows } from '../../../view/view.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './AbBar.module.css';
import { AB_SLOTS, nextAbSlot } from './next-ab-slot.ts';

export interface AbBarProps {
  windows: AbWindows;
  /** The visible span, offered for the next window. */
  span: Span;
  /** Called with undefined to end the comparison. */
  onChange: (windows: AbWindows | undefined) => void;
}

export function AbBar({ windows, span, onChange }: AbBarProps) {
  const { t } = useTranslator();
  const format = useFormat();
  const nextSlot = nextAbSlot(windows);
  return (
    <div className={styles.bar}>
      {AB_SLOTS.map((slot) => {
        const window = windows[slot];
        if (!window) return null;
        const letter = slot.toUpperCase();
        const { [slot]: _removed, ...others } = windows;
        return (
          <span key={slot} className={styles.chip}>
            {t('marked.of', {
              letter,
              span: format.span(window),
              length: format.length(window.end - window.begin),
            })}
            <IconButton
              variant="quiet"
              className={styles.remove}
              label={t('marked.again', { letter })}
              onClick={() => onChange(others)}
            >
              <X size={13} aria-hidden />
            </IconButton>
          </span>
        );
      })}
      <span className={styles.hint} aria-live="polite">
        {nextSlot && t('marked.hint', { letter: nextSlot.toUpperCase() })}
      </span>
      {nextSlot && (
        <Button className={styles.small} onClick={() => onChange({ ...windows, [nextSlot]: span })}>
          {t('marked.useSight', { letter: nextSlot.toUpperCase() })}
        </Button>
      )}
      {windows.a && windows.b && (
        <Button
          className={styles.small}
          onClick={() =>
            onChange({ ...(windows.b && { a: windows.b }), ...(windows.a && { b: windows.a }) })
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
