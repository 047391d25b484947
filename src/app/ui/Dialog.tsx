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
  size?: 'narrow' | 'wide' | undefined;
  children: ReactNode;
}

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
