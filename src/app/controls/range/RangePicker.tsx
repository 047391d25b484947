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

const rangePanel = lazyComponent(async () => (await import('./RangePanel.tsx')).RangePanel);

export interface RangePickerProps {
  view: View;
  onChange: (view: View, kind: ChangeKind) => void;
  now: EpochMs;
  /** Begin of the available data. */
  oldest: EpochMs;
  /** The browser's IANA zone. */
  localZone: string;
  /** Retention of the API, in days. */
  lookbackDays: number;
  /** Newest first. */
  recent: readonly RecentRange[];
  onRecent: (range: RecentRange) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function RangePicker(props: RangePickerProps) {
  const { view, onChange, now, oldest, open, onOpenChange } = props;
  const translator = useTranslator();
  const format = useFormat();
  const isNarrow = useMedia('(width < 480px)');
  const { t } = translator;

  const resolved = resolveRange(view.range, now, format.zone);
  const clamped = clampRange(resolved, now, oldest);
  // A range without data is shown as requested.
  const span = clamped.empty ? resolved : clamped.span;
  const name =
    view.range.kind === 'preset' ? t(`range.preset.${view.range.preset}`) : t('range.fixed');
  const times = describeSpan(span, translator, format);

  const setRange = (range: TimeRange) => onChange({ ...view, range }, 'push');
  const choose = (range: TimeRange) => {
    if (range.kind === 'absolute') props.onRecent({ from: range.from, to: range.to });
    onOpenChange(false);
    setRange(range);
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
        onClick={() => earlier && setRange(earlier)}
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
            onPointerEnter={rangePanel.prefetch}
            onFocus={rangePanel.prefetch}
          >
            <span className="visually-hidden">{t('range.label', { name, resolved: times })}</span>
            <span className={styles.label} aria-hidden>
              <span className={styles.name}>{name}</span>
              {isNarrow && (
                <span className={styles.times}>{describeOffset(span, translator, format)}</span>
              )}
              <span className={styles.times}>{isNarrow ? format.span(span) : times}</span>
            </span>
            <ChevronDown size={15} aria-hidden className={styles.chevron} />
          </Button>
        }
      >
        <rangePanel.Component
          range={view.range}
          onRange={choose}
          zone={view.zone}
          onZone={(zone) => {
            if (zone !== view.zone) onChange({ ...view, zone }, 'push');
          }}
          span={span}
          now={now}
          oldest={oldest}
          localZone={props.localZone}
          lookbackDays={props.lookbackDays}
          recent={props.recent}
          wider={isNarrow ? wider : undefined}
        />
      </Popover>
      <IconButton
        label={t('range.later')}
        disabledReason={later ? undefined : t('range.atNewest')}
        onClick={() => later && setRange(later)}
      >
        <ChevronRight size={16} aria-hidden />
      </IconButton>
      {!isNarrow && (
        <IconButton
          label={t('range.zoomOut')}
          disabledReason={wider ? undefined : t(isLongest ? 'range.atLongest' : 'range.atWhole')}
          onClick={() => wider && setRange(wider)}
        >
          <ZoomOut size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
