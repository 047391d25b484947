import { Dialog } from '../ui/Dialog.tsx';
import { useTranslator } from '../i18n/use-translator.ts';
import type { MessageKey } from '../../i18n/messages/catalogue.ts';
import styles from './KeyboardHelp.module.css';
import { SHORTCUTS } from './shortcuts.ts';
import type { ShortcutActions } from './shortcuts.ts';

type Keys = readonly { word: MessageKey; keys: readonly string[] }[];

/** On a chart that has the focus; CrosshairLayer is where they work. */
const ON_CHART: Keys = [
  { word: 'keys.point', keys: ['←', '→'] },
  { word: 'keys.pointHour', keys: ['Shift ←', 'Shift →'] },
  { word: 'keys.ends', keys: ['Home', 'End'] },
  { word: 'keys.pin', keys: ['Enter'] },
  { word: 'keys.zoom', keys: ['+', '−'] },
];

/** On an end of the overview's window; OverviewBrush is where they work. */
const ON_OVERVIEW: Keys = [
  { word: 'keys.end', keys: ['←', '→'] },
  { word: 'keys.endHour', keys: ['Shift ←', 'Shift →'] },
  { word: 'keys.endHours', keys: ['PgDn', 'PgUp'] },
  { word: 'keys.endWhole', keys: ['Home', 'End'] },
];

/** On a name of the legend, by key and by mouse; LegendRow is where they work. */
const ON_LEGEND: Keys = [
  { word: 'keys.isolate', keys: ['Enter'] },
  { word: 'keys.toggle', keys: ['Ctrl Enter', '⌘ Enter', 'Shift Enter'] },
];

/** Which keys do what. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useTranslator();
  const anywhere = ACTIONS.map((action) => ({
    word: `keys.${action}` as const,
    keys: SHORTCUTS[action],
  }));
  return (
    <Dialog title={t('keys.title')} size="wide" open onOpenChange={(open) => !open && onClose()}>
      <div className={styles.tables}>
        <KeyTable title={t('keys.anywhere')} rows={anywhere} />
        <KeyTable title={t('keys.onChart')} rows={ON_CHART} />
        <KeyTable title={t('keys.onOverview')} rows={ON_OVERVIEW} />
        <KeyTable title={t('keys.onLegend')} rows={ON_LEGEND} />
      </div>
    </Dialog>
  );
}

const ACTIONS = [
  'help',
  'metric',
  'app',
  'range',
  'compare',
  'share',
  'refresh',
  'live',
  'kiosk',
  'pan',
  'undoZoom',
  'reset',
] as const satisfies readonly (keyof ShortcutActions)[];

interface KeyTableProps {
  title: string;
  rows: Keys;
}

function KeyTable({ title, rows }: KeyTableProps) {
  const { t } = useTranslator();
  return (
    <table className={styles.table}>
      <caption>{title}</caption>
      <tbody>
        {rows.map(({ word, keys }) => (
          <tr key={word}>
            <th scope="row">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </th>
            <td>{t(word)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
