import { ChevronDown, ChevronLeft, ChevronRight, ZoomOut } from 'lucide-react';
import type { TimeRange } from '../../../contract/domain/range.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import type { View } from '../../../view/view.ts';
import { MAX_RANGE, clampRange, resolveRange } from '../../../planning/resolve-range.ts';
import type { RecentRange } from '../../state/preferences.ts';
import type { ChangeKind } from '../../state/url-state.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { lazyComponent } from '../../ui/deferred/lazy-component.tsx';
import { useMedia } from '../../ui/hooks/use-media.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { describeOffset, describeSpan } from '../../model/describe-span.ts';
import { stepRange, zoomOut } from './range-steps.ts';
import styles from './RangePicker.module.css';

const panel = lazyComponent(async () => (await import('./RangePanel.tsx')).RangePanel);

export interface RangePickerProps {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
  now: EpochMs;
  /** Where the data begins. */
  oldest: EpochMs;
  /** The browser's own zone, offered as such. */
  localZone: string;
  /** How many days the service keeps, to be said. */
  lookbackDays: number;
  /** Absolute ranges looked at before, newest first. */
  recent: readonly RecentRange[];
  onRecent: (range: RecentRange) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** The range in sight: its name, the times it means, steps either way and out, and the panel to choose another. */
export function RangePicker(props: RangePickerProps) {
  const { view, onChange, now, oldest, open, onOpenChange } = props;
  const translator = useTranslator();
  const format = useFormat();
  const narrow = useMedia('(width < 480px)');
  const { t } = translator;

  const resolved = resolveRange(view.range, now, format.zone);
  const clamped = clampRange(resolved, now, oldest);
  // A range with nothing in it is still the one that was asked for.
  const span = clamped.empty ? resolved : clamped.span;
  const name =
    view.range.kind === 'preset' ? t(`range.preset.${view.range.preset}`) : t('range.fixed');
  const times = describeSpan(span, translator, format);

  const show = (range: TimeRange) => onChange({ ...view, range }, 'push');
  const choose = (range: TimeRange) => {
    if (range.kind === 'absolute') props.onRecent({ from: range.from, to: range.to });
    onOpenChange(false);
    show(range);
  };
  const earlier = stepRange(span, -1, now, oldest);
  const later = stepRange(span, 1, now, oldest);
  const wider = zoomOut(span, now, oldest);
  const isLongest = span.end - span.begin >= MAX_RANGE;

  return (
    <div className={styles.picker}>
      <IconButton
        label={t('range.earlier')}
        disabledReason={earlier ? undefined : t('range.atOldest')}
        onClick={() => earlier && show(earlier)}
      >
        <ChevronLeft size={16} aria-hidden />
      </IconButton>
      <Popover
        label={t('range.title')}
        open={open}
        onOpenChange={onOpenChange}
        align="center"
        trigger={
          <Button
            className={styles.trigger}
            onPointerEnter={panel.prefetch}
            onFocus={panel.prefetch}
          >
            <span className="visually-hidden">{t('range.label', { name, resolved: times })}</span>
            <span className={styles.label} aria-hidden>
              <span className={styles.name}>{name}</span>
              {narrow && (
                <span className={styles.times}>{describeOffset(span, translator, format)}</span>
              )}
              <span className={styles.times}>{narrow ? format.span(span) : times}</span>
            </span>
            <ChevronDown size={15} aria-hidden className={styles.chevron} />
          </Button>
        }
      >
        <panel.Component
          {...props}
          span={span}
          onRange={choose}
          wider={narrow ? wider : undefined}
        />
      </Popover>
      <IconButton
        label={t('range.later')}
        disabledReason={later ? undefined : t('range.atNewest')}
        onClick={() => later && show(later)}
      >
        <ChevronRight size={16} aria-hidden />
      </IconButton>
      {!narrow && (
        <IconButton
          label={t('range.zoomOut')}
          disabledReason={wider ? undefined : t(isLongest ? 'range.atLongest' : 'range.atWhole')}
          onClick={() => wider && show(wider)}
        >
          <ZoomOut size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
