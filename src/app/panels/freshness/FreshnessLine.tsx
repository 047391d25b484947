import { useState } from 'react';
import type { ReactNode } from 'react';
import { DAY, HOUR, MINUTE } from '../../../contract/domain/time.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import type { Format } from '../../../i18n/format.ts';
import type { Translator } from '../../../i18n/translate.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { WindowsSummary } from '../../model/summarize-windows.ts';
import styles from './FreshnessLine.module.css';

export interface FreshnessLineProps {
  windows: Pick<WindowsSummary, 'total' | 'loaded' | 'loading' | 'failed' | 'stale' | 'expired'>;
  dataThrough: EpochMs | null;
  now: EpochMs;
  children?: ReactNode;
}

export function FreshnessLine({ windows, dataThrough, now, children }: FreshnessLineProps) {
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const { total, failed, expired, loaded, stale } = windows;
  const counts = { in: loaded + stale, total, failed, gone: expired };
  return (
    <footer className={styles.line}>
      <span>{formatFreshness(dataThrough, now, translator, format)}</span>
      {total > 0 && (
        <span data-failed={failed > 0 || undefined}>
          {t(expired > 0 ? 'fresh.windowsGone' : 'fresh.windows', counts)}
        </span>
      )}
      <span>
        {format.zone === 'UTC'
          ? t('fresh.zoneUtc')
          : t('fresh.zone', { zone: format.zone, offset: format.offset(now) })}
      </span>
      <SettledStatus isSettled={windows.loading === 0 && total > 0} counts={counts} />
      {children !== undefined && <span className={styles.end}>{children}</span>}
    </footer>
  );
}

type Counts = Record<'in' | 'total' | 'failed' | 'gone', number>;

// Announces the counts when loading ends, once per change.
function SettledStatus({ isSettled, counts }: { isSettled: boolean; counts: Counts }) {
  const { t } = useTranslator();
  const [announced, setAnnounced] = useState<Counts | null>(null);
  if (isSettled && JSON.stringify(announced) !== JSON.stringify(counts)) setAnnounced(counts);
  return <output className="visually-hidden">{announced && t('fresh.spoken', announced)}</output>;
}

/** Null for no data. */
export function formatFreshness(
  dataThrough: EpochMs | null,
  now: EpochMs,
  translator: Translator,
  format: Format,
): string {
  if (dataThrough === null) return translator.t('fresh.none');
  const age = Math.max(0, now - dataThrough);
  const time = age < 12 * HOUR ? format.time(dataThrough) : format.dayTime(dataThrough);
  if (age < MINUTE) return translator.t('fresh.now', { time });
  if (age < 2 * HOUR) return translator.t('fresh.minutes', { time, n: Math.floor(age / MINUTE) });
  if (age < 2 * DAY) return translator.t('fresh.hours', { time, n: Math.floor(age / HOUR) });
  return translator.t('fresh.days', { time, n: Math.floor(age / DAY) });
}
