import { useState } from 'react';
import type { ReactNode } from 'react';
import type { EpochMs } from '../../contract/time.ts';
import { DAY, HOUR, MINUTE } from '../../contract/time.ts';
import { useFormat } from '../words/format.ts';
import type { Format } from '../words/format.ts';
import { useWords } from '../words/words.ts';
import type { Words } from '../words/words.ts';
import styles from './FreshnessLine.module.css';
import type { WindowsSummary } from './summarize-windows.ts';

export interface FreshnessLineProps {
  /** Of all the page asks for. */
  windows: Pick<WindowsSummary, 'total' | 'in' | 'loading' | 'failed' | 'stale' | 'gone'>;
  /** Until when there is data of the range. */
  dataThrough: EpochMs | null;
  /** The server's clock. */
  now: EpochMs;
  /** At the far end of the line: the shortcut hint, the version. */
  children?: ReactNode;
}

/** How fresh and how complete the data is, and what zone the times are in. */
export function FreshnessLine({ windows, dataThrough, now, children }: FreshnessLineProps) {
  const words = useWords();
  const format = useFormat();
  const { t } = words;
  const { total, failed, gone, stale } = windows;
  const counts = { in: windows.in + stale, total, failed, gone };
  return (
    <footer className={styles.line}>
      <span>{writeFreshness(dataThrough, now, words, format)}</span>
      {total > 0 && (
        <span data-failed={failed > 0 || undefined}>
          {t(gone > 0 ? 'fresh.windowsGone' : 'fresh.windows', counts)}
        </span>
      )}
      <span>
        {format.zone === 'UTC'
          ? t('fresh.zoneUtc')
          : t('fresh.zone', { zone: format.zone, offset: format.offset(now) })}
      </span>
      <SettledStatus
        settled={windows.loading === 0 && total > 0}
        text={t('fresh.spoken', counts)}
      />
      {children !== undefined && <span className={styles.end}>{children}</span>}
    </footer>
  );
}

/** Says the counts when loading has ended, and nothing again while they stay the same. */
function SettledStatus({ settled, text }: { settled: boolean; text: string }) {
  const [said, setSaid] = useState('');
  if (settled && said !== text) setSaid(text);
  return <output className="visually-hidden">{said}</output>;
}

function writeFreshness(at: EpochMs | null, now: EpochMs, words: Words, format: Format): string {
  if (at === null) return words.t('fresh.none');
  const age = Math.max(0, now - at);
  // An hour of the day alone is clear only when it is not long ago.
  const time = age < 12 * HOUR ? format.time(at) : format.dayTime(at);
  if (age < MINUTE) return words.t('fresh.now', { time });
  if (age < 2 * HOUR) return words.t('fresh.minutes', { time, n: Math.floor(age / MINUTE) });
  if (age < 2 * DAY) return words.t('fresh.hours', { time, n: Math.floor(age / HOUR) });
  return words.t('fresh.days', { time, n: Math.floor(age / DAY) });
}
