import { Dialog } from '../ui/Dialog.tsx';
import { useTranslator } from '../i18n/use-translator.ts';
import type { MessageKey } from '../../i18n/messages/catalogue.ts';
import styles from './KeyboardHelp.module.css';
import { SHORTCUTS } from './shortcuts.ts';

interface KeyRow {
  message: MessageKey;
  keys: readonly string[];
}

const PAGE_KEYS: readonly KeyRow[] = SHORTCUTS.map(({ action, keys }) => ({
  message: `keys.${action}`,
  keys: Object.keys(keys).map((key) => (key === 'Escape' ? 'Esc' : key)),
}));

// Implemented by CrosshairLayer.
const CHART_KEYS: readonly KeyRow[] = [
  { message: 'keys.point', keys: ['←', '→'] },
  { message: 'keys.pointHour', keys: ['Shift ←', 'Shift →'] },
  { message: 'keys.ends', keys: ['Home', 'End'] },
  { message: 'keys.pin', keys: ['Enter'] },
  { message: 'keys.zoom', keys: ['+', '−'] },
];

// Implemented by OverviewBrush.
const OVERVIEW_KEYS: readonly KeyRow[] = [
  { message: 'keys.end', keys: ['←', '→'] },
  { message: 'keys.endHour', keys: ['Shift ←', 'Shift →'] },
  { message: 'keys.endHours', keys: ['PgDn', 'PgUp'] },
  { message: 'keys.endWhole', keys: ['Home', 'End'] },
];

// Implemented by LegendRow.
const LEGEND_KEYS: readonly KeyRow[] = [
  { message: 'keys.isolate', keys: ['Enter'] },
  { message: 'keys.toggle', keys: ['Ctrl Enter', '⌘ Enter', 'Shift Enter'] },
];

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslator();
  return (
    <Dialog title={t('keys.title')} size="wide" open onOpenChange={(open) => !open && onClose()}>
      <div className={styles.tables}>
        <KeyTable title={t('keys.anywhere')} rows={PAGE_KEYS} />
        <KeyTable title={t('keys.onChart')} rows={CHART_KEYS} />
        <KeyTable title={t('keys.onOverview')} rows={OVERVIEW_KEYS} />
        <KeyTable title={t('keys.onLegend')} rows={LEGEND_KEYS} />
      </div>
    </Dialog>
  );
}

interface KeyTableProps {
  title: string;
  rows: readonly KeyRow[];
}

function KeyTable({ title, rows }: KeyTableProps) {
  const { t } = useTranslator();
  return (
    <table className={styles.table}>
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ message, keys }) => (
          <tr key={message}>
            <th scope="row">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </th>
            <td>{t(message)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
