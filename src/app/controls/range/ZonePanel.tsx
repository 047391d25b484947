import { ArrowLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ZoneChoice } from '../../../contract/domain/range.ts';
import type { EpochMs } from '../../../contract/domain/time.ts';
import { FilterList } from '../../ui/FilterList.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import { formatOffset } from '../../../time/offset.ts';
import styles from './ZonePanel.module.css';

const MAX_LISTED = 60;

export interface ZonePanelProps {
  choice: ZoneChoice;
  localZone: string;
  now: EpochMs;
  onChoose: (zone: ZoneChoice) => void;
  onBack: () => void;
}

export function ZonePanel({ choice, localZone, now, onChoose, onBack }: ZonePanelProps) {
  const [query, setQuery] = useState('');
  const { t } = useTranslator();
  const zones = useMemo(() => listZones(localZone, now), [localZone, now]);
  const items = zones.map(({ value, ...zone }) =>
    value === 'local'
      ? { ...zone, value, label: t('zone.local', { zone: localZone }) }
      : { ...zone, value, label: value },
  );
  const needle = normalize(query);
  const matches = items.filter(({ label, detail }) =>
    normalize(`${label} ${detail}`).includes(needle),
  );
  const hiddenCount = matches.length - MAX_LISTED;

  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <IconButton variant="quiet" label={t('zone.back')} onClick={onBack}>
          <ArrowLeft size={16} aria-hidden />
        </IconButton>
        <h2 className={styles.title}>{t('zone.title')}</h2>
      </div>
      <FilterList
        label={t('zone.search')}
        placeholder={t('zone.search')}
        query={query}
        onQuery={setQuery}
        groups={[{ key: 'zones', items: matches.slice(0, MAX_LISTED) }]}
        values={[choice]}
        onPick={onChoose}
        note={matches.length === 0 ? t('zone.none') : undefined}
      />
      {hiddenCount > 0 && <p className={styles.more}>{t('zone.more', { count: hiddenCount })}</p>}
    </div>
  );
}

function listZones(localZone: string, now: EpochMs): { value: ZoneChoice; detail: string }[] {
  const named = Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC');
  return [
    { value: 'local', detail: formatOffset(now, localZone) },
    ...['UTC', ...named].map((zone) => ({ value: zone, detail: formatOffset(now, zone) })),
  ];
}

// `new york` matches America/New_York.
function normalize(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '')
    .replaceAll('−', '-');
}
