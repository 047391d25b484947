import { Share2 } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { lazyComponent } from '../ui/deferred/lazy-component.tsx';
import { useMedia } from '../ui/hooks/use-media.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import type { ShareDialogProps } from './ShareDialog.tsx';
import styles from './ShareButton.module.css';

const dialog = lazyComponent(async () => (await import('./ShareDialog.tsx')).ShareDialog, 'dialog');

export interface ShareButtonProps extends Omit<ShareDialogProps, 'onClose'> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ShareButton({ open, onOpenChange, ...props }: ShareButtonProps) {
  const { t } = useTranslator();
  const isNarrow = useMedia('(width < 760px)');
  return (
    <>
      <Button
        variant="primary"
        className={styles.button}
        title={t('share.open')}
        aria-label={t('share.open')}
        aria-haspopup="dialog"
        onPointerEnter={dialog.prefetch}
        onFocus={dialog.prefetch}
        onClick={() => onOpenChange(true)}
      >
        {isNarrow ? <Share2 size={16} aria-hidden /> : t('share.open')}
      </Button>
      {open && <dialog.Component {...props} onClose={() => onOpenChange(false)} />}
    </>
  );
}
