import { Globe, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { RANGE_PRESETS } from '../../../contract/domain/range.ts';
import type { TimeRange } from '../../../contract/domain/range.ts';
import { DAY, MAX_RANGE_DAYS } from '../../../contract/domain/time.ts';
import type { Span } from '../../../contract/domain/time.ts';
import { Button } from '../../ui/Button.tsx';
import { moveFocus } from '../../ui/ChoiceList.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { CustomRange } from './CustomRange.tsx';
import { formatOffset } from '../../../time/offset.ts';
import styles from './RangePanel.module.css';
import type { RangePickerProps } from './RangePicker.tsx';
import { TypedRange } from './TypedRange.tsx';
import { ZonePanel } from './ZonePanel.tsx';

export interface RangePanelProps extends RangePickerProps {
  /** What is in sight now. */
  span: Span;
  onRange: (range: TimeRange) => void;
  /** Twice the range, where no button outside of the panel leads to it. */
  wider: TimeRange | undefined;
}

/** Every way to say a range: by name, typed, from–to, again; and the zone it is said in. */
export function RangePanel(props: RangePanelProps) {
  const { view, now, oldest, span, onRange, wider } = props;
  const [choosingZone, setChoosingZone] = useState(false);
  const { t } = useTranslator();
  const format = useFormat();
  const zoneButton = useZoneButtonFocus(choosingZone);

  return (
    <>
      {choosingZone && (
        <ZonePanel
          choice={view.zone}
          localZone={props.localZone}
          now={now}
          onBack={() => setChoosingZone(false)}
          onChoose={(zone) => {
            setChoosingZone(false);
            if (zone !== view.zone) props.onChange({ ...view, zone }, 'push');
          }}
        />
      )}
      {/* Hidden, not taken away: what is half typed is still there after a look at the zones. */}
      <div className={styles.panel} hidden={choosingZone}>
        <PresetList range={view.range} onRange={onRange} />
        <div className={styles.main}>
          <TypedRange now={now} oldest={oldest} onRange={onRange} />
          <CustomRange span={span} now={now} oldest={oldest} onRange={onRange} />
          <RecentRanges recent={props.recent} oldest={oldest} onRange={onRange} />
        </div>
        <div className={styles.foot}>
          <p className={styles.limit}>
            {oldest < now - props.lookbackDays * DAY
              ? t('range.limitKept', {
                  days: props.lookbackDays,
                  oldest: format.date(oldest),
                  longest: MAX_RANGE_DAYS,
                })
              : t('range.limit', { days: props.lookbackDays, oldest: format.dayTime(oldest) })}
          </p>
          {wider && (
            <Button variant="quiet" onClick={() => onRange(wider)}>
              <ZoomOut size={15} aria-hidden />
              {t('range.zoomOut')}
            </Button>
          )}
          <Button ref={zoneButton} variant="quiet" onClick={() => setChoosingZone(true)}>
            <Globe size={15} aria-hidden />
            {t('zone.change', { zone: format.zone, offset: formatOffset(now, format.zone) })}
          </Button>
        </div>
      </div>
    </>
  );
}

/** Gives the focus back to the button that opened the zones. */
function useZoneButtonFocus(choosingZone: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const wasChoosing = useRef(false);
  useEffect(() => {
    if (wasChoosing.current && !choosingZone) button.current?.focus();
    wasChoosing.current = choosingZone;
  }, [choosingZone]);
  return button;
}

interface PresetListProps {
  range: TimeRange;
  onRange: (range: TimeRange) => void;
}

function PresetList({ range, onRange }: PresetListProps) {
  const { t } = useTranslator();
  return (
    <ul className={styles.presets} aria-label={t('range.presets')}>
      {RANGE_PRESETS.map((preset) => (
        <li key={preset}>
          <button
            type="button"
            className={styles.preset}
            onKeyDown={moveFocus}
            aria-pressed={range.kind === 'preset' && range.preset === preset}
            onClick={() => onRange({ kind: 'preset', preset })}
          >
            {t(`range.preset.${preset}`)}
          </button>
        </li>
      ))}
    </ul>
  );
}

function RecentRanges({
  recent,
  oldest,
  onRange,
}: Pick<RangePanelProps, 'recent' | 'oldest' | 'onRange'>) {
  const { t } = useTranslator();
  const format = useFormat();
  const there = recent.filter(({ to }) => to > oldest);
  if (there.length === 0) return null;
  return (
    <section className={styles.recent}>
      <h3 className={styles.heading}>{t('range.recent')}</h3>
      <ul className={styles.recentList}>
        {there.map(({ from, to }) => (
          <li key={`${from}-${to}`}>
            <button
              type="button"
              className={styles.preset}
              onClick={() => onRange({ kind: 'absolute', from, to })}
            >
              {format.span({ begin: from, end: to })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
