import { Dialog } from '../ui/Dialog.tsx';
import { useWords } from '../words/words.ts';
import type { WordKey } from '../words/catalogue.ts';
import styles from './KeyboardHelp.module.css';
import { SHORTCUTS } from './shortcuts.ts';
import type { ShortcutActions } from './shortcuts.ts';

/** On a chart that has the focus; CrosshairLayer is where they work. */
const ON_CHART: readonly { word: WordKey; keys: readonly string[] }[] = [
  { word: 'keys.point', keys: ['←', '→'] },
  { word: 'keys.pointHour', keys: ['Shift ←', 'Shift →'] },
  { word: 'keys.ends', keys: ['Home', 'End'] },
  { word: 'keys.pin', keys: ['Enter'] },
  { word: 'keys.zoom', keys: ['+', '−'] },
];

/** Which keys do what. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const anywhere = ACTIONS.map((action) => ({
    word: `keys.${action}` as const,
    keys: SHORTCUTS[action],
  }));
  return (
    <Dialog title={t('keys.title')} open onOpenChange={(open) => !open && onClose()}>
      <KeyTable title={t('keys.anywhere')} rows={anywhere} />
      <KeyTable title={t('keys.onChart')} rows={ON_CHART} />
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
  rows: readonly { word: WordKey; keys: readonly string[] }[];
}

function KeyTable({ title, rows }: KeyTableProps) {
  const { t } = useWords();
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
