import { ChevronLeft, ChevronRight, Undo2 } from 'lucide-react';
import type { Span } from '../../../contract/domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { ZoomActions } from '../../state/use-zoom.ts';
import styles from './ZoomBar.module.css';

export interface ZoomBarProps {
  span: Span;
  range: Span;
  zoom: ZoomActions;
}

export function ZoomBar({ span, range, zoom }: ZoomBarProps) {
  const { t } = useTranslator();
  const format = useFormat();
  return (
    <div className={styles.bar}>
      <span className={styles.steps}>
        <IconButton
          label={t('zoom.earlier')}
          disabledReason={span.begin <= range.begin ? t('zoom.atEdge') : undefined}
          onClick={() => zoom.onPan(-1)}
        >
          <ChevronLeft size={15} aria-hidden />
        </IconButton>
        <span className={styles.span}>{t('zoom.in', { span: format.span(span) })}</span>
        <IconButton
          label={t('zoom.later')}
          disabledReason={span.end >= range.end ? t('zoom.atEdge') : undefined}
          onClick={() => zoom.onPan(1)}
        >
          <ChevronRight size={15} aria-hidden />
        </IconButton>
      </span>
      <span className={styles.ways}>
        <Button title={t('zoom.undoTitle')} onClick={zoom.onZoomOut}>
          <Undo2 size={15} aria-hidden />
          {t('zoom.undo')}
        </Button>
        <Button onClick={zoom.onZoomReset}>{t('zoom.reset')}</Button>
      </span>
    </div>
  );
}
