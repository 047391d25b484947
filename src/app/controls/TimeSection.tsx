import { memo } from 'react';
import { ceilToStep } from '../../contract/domain/time.ts';
import type { EpochMs, Span } from '../../contract/domain/time.ts';
import { useView } from '../contexts/view-context.ts';
import { rememberRange } from '../state/preferences.ts';
import type { Preferences, UpdatePreferences } from '../state/preferences.ts';
import { ComparePicker } from './compare/ComparePicker.tsx';
import type { HeaderPanel } from './Header.tsx';
import styles from './Header.module.css';
import { LiveButton } from './live/LiveButton.tsx';
import { RangePicker } from './range/RangePicker.tsx';

export interface TimeSectionProps {
  now: EpochMs;
  /** Begin of the available data. */
  oldest: EpochMs;
  /** The range, clamped to the available data. */
  span: Span;
  comparedSpan: Span | null;
  /** The browser's IANA zone. */
  localZone: string;
  lookbackDays: number;
  preferences: Preferences;
  onPreferences: UpdatePreferences;
  openPanel: HeaderPanel | null;
  onOpenPanel: (panel: HeaderPanel | null) => void;
  /** An update is held while the pointer is over a chart. */
  isUpdatePending: boolean;
}

export const TimeSection = memo(function TimeSection(props: TimeSectionProps) {
  const { now, span, preferences, onPreferences } = props;
  const { requestedView: view, setView } = useView();
  const panelState = (panel: HeaderPanel) => ({
    open: props.openPanel === panel,
    onOpenChange: (open: boolean) => props.onOpenPanel(open ? panel : null),
  });
  const endsNow = view.range.kind === 'preset' && view.range.preset !== 'yesterday';
  return (
    <div className={styles.time}>
      <RangePicker
        {...panelState('range')}
        view={view}
        onChange={setView}
        now={now}
        oldest={props.oldest}
        localZone={props.localZone}
        lookbackDays={props.lookbackDays}
        recent={preferences.ranges}
        onRecent={(range) =>
          onPreferences(({ ranges }) => ({ ranges: rememberRange(ranges, range) }))
        }
      />
      <ComparePicker
        {...panelState('compare')}
        // Resets the fields when the range changes.
        key={`${span.begin}-${JSON.stringify(view.compare)}`}
        view={view}
        onChange={setView}
        span={span}
        comparedSpan={props.comparedSpan}
      />
      <LiveButton
        isLive={view.live}
        isFrozen={!endsNow && span.end < ceilToStep(now)}
        isUpdatePending={props.isUpdatePending}
        onLive={(live) => setView({ ...view, live }, 'push')}
      />
    </div>
  );
});
