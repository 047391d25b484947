import { Dialog as Base } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslator } from '../i18n/use-translator.ts';
import buttons from './Button.module.css';
import styles from './Dialog.module.css';

export interface DialogProps {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** `wide` for tables. */
  size?: 'narrow' | 'wide' | undefined;
  children: ReactNode;
}

/** A panel over the page: the focus stays in it, Escape or a press outside closes it. */
export function Dialog({ title, open, onOpenChange, size = 'narrow', children }: DialogProps) {
  const { t } = useTranslator();
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={clsx(styles.popup, styles[size])}>
          <div className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close
              className={clsx(buttons.button, buttons.icon, buttons.quiet)}
              aria-label={t('dialog.close')}
              title={t('dialog.close')}
            >
              <X size={17} aria-hidden />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
