import { useState } from 'react';
import type { ReactNode } from 'react';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './FreshnessLine.module.css';
import type { WindowsSummary } from '../../model/summarize-windows.ts';
import { formatFreshness } from './write-freshness.ts';

export interface FreshnessLineProps {
  /** Of all the page asks for. */
  windows: Pick<WindowsSummary, 'total' | 'loaded' | 'loading' | 'failed' | 'stale' | 'gone'>;
  /** Until when there is data of the range. */
  dataThrough: EpochMs | null;
  /** The server's clock. */
  now: EpochMs;
  /** At the far end of the line: the shortcut hint, the version. */
  children?: ReactNode;
}

/** How fresh and how complete the data is, and what zone the times are in. */
export function FreshnessLine({ windows, dataThrough, now, children }: FreshnessLineProps) {
  const translator = useTranslator();
  const format = useFormat();
  const { t } = translator;
  const { total, failed, gone, stale } = windows;
  const counts = { in: windows.loaded + stale, total, failed, gone };
  return (
    <footer className={styles.line}>
      <span>{formatFreshness(dataThrough, now, translator, format)}</span>
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
      <SettledStatus settled={windows.loading === 0 && total > 0} counts={counts} />
      {children !== undefined && <span className={styles.end}>{children}</span>}
    </footer>
  );
}

type Counts = Record<'in' | 'total' | 'failed' | 'gone', number>;

/** Says the counts when loading has ended, and nothing again while they stay the same. */
function SettledStatus({ settled, counts }: { settled: boolean; counts: Counts }) {
  const { t } = useTranslator();
  const [said, setSaid] = useState<Counts | null>(null);
  if (settled && JSON.stringify(said) !== JSON.stringify(counts)) setSaid(counts);
  return <output className="visually-hidden">{said && t('fresh.spoken', said)}</output>;
}
