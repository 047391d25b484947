import { Globe, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { RANGE_PRESETS } from '../../../contract/domain/range.ts';
import type { TimeRange, ZoneChoice } from '../../../contract/domain/range.ts';
import { DAY, MAX_RANGE_DAYS } from '../../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../../contract/domain/time.ts';
import type { RecentRange } from '../../state/preferences.ts';
import { Button } from '../../ui/Button.tsx';
import { moveFocus } from '../../ui/ChoiceList.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { CustomRange } from './CustomRange.tsx';
import { formatOffset } from '../../../time/offset.ts';
import styles from './RangePanel.module.css';
import { TypedRange } from './TypedRange.tsx';
import { ZonePanel } from './ZonePanel.tsx';

export interface RangePanelProps {
  range: TimeRange;
  onRange: (range: TimeRange) => void;
  zone: ZoneChoice;
  onZone: (zone: ZoneChoice) => void;
  span: Span;
  now: EpochMs;
  oldest: EpochMs;
  localZone: string;
  lookbackDays: number;
  recent: readonly RecentRange[];
  /** The widened range; undefined if the picker has a button for it. */
  wider: TimeRange | undefined;
}

export function RangePanel(props: RangePanelProps) {
  const { now, oldest, lookbackDays, onRange, wider } = props;
  const [isChoosingZone, setIsChoosingZone] = useState(false);
  const { t } = useTranslator();
  const format = useFormat();
  const zoneButton = useZoneButtonFocus(isChoosingZone);

  return (
    <>
      {isChoosingZone && (
        <ZonePanel
          choice={props.zone}
          localZone={props.localZone}
          now={now}
          onBack={() => setIsChoosingZone(false)}
          onChoose={(zone) => {
            setIsChoosingZone(false);
            props.onZone(zone);
          }}
        />
      )}
      {/* Hidden instead of removed, to keep what is typed. */}
      <div className={styles.panel} hidden={isChoosingZone}>
        <PresetList range={props.range} onRange={onRange} />
        <div className={styles.main}>
          <TypedRange now={now} oldest={oldest} onRange={onRange} />
          <CustomRange span={props.span} now={now} oldest={oldest} onRange={onRange} />
          <RecentRanges recent={props.recent} oldest={oldest} onRange={onRange} />
        </div>
        <div className={styles.foot}>
          <p className={styles.limit}>
            {oldest < now - lookbackDays * DAY
              ? t('range.limitKept', {
                  days: lookbackDays,
                  oldest: format.date(oldest),
                  longest: MAX_RANGE_DAYS,
                })
              : t('range.limit', { days: lookbackDays, oldest: format.dayTime(oldest) })}
          </p>
          {wider && (
            <Button variant="quiet" onClick={() => onRange(wider)}>
              <ZoomOut size={15} aria-hidden />
              {t('range.zoomOut')}
            </Button>
          )}
          <Button ref={zoneButton} variant="quiet" onClick={() => setIsChoosingZone(true)}>
            <Globe size={15} aria-hidden />
            {t('zone.change', { zone: format.zone, offset: formatOffset(now, format.zone) })}
          </Button>
        </div>
      </div>
    </>
  );
}

// Returns the focus to the button when the zones are closed.
function useZoneButtonFocus(isChoosingZone: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const wasChoosingZone = useRef(false);
  useEffect(() => {
    if (wasChoosingZone.current && !isChoosingZone) button.current?.focus();
    wasChoosingZone.current = isChoosingZone;
  }, [isChoosingZone]);
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
  const available = recent.filter(({ to }) => to > oldest);
  if (available.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{t('range.recent')}</h3>
      <ul className={styles.recentList}>
        {available.map(({ from, to }) => (
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
