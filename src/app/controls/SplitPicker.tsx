import { SPLITS } from '../../contract/segment.ts';
import type { View } from '../../view/view.ts';
import type { ChangeKind } from '../state/url-state.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { useWords } from '../words/words.ts';
import styles from './SplitPicker.module.css';

export interface SplitPickerProps {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
}

/** How the main chart is broken down. */
export function SplitPicker({ view, onChange }: SplitPickerProps) {
  const { t } = useWords();
  const lacksApps = view.split === 'app' && view.apps.length < 2;
  return (
    <>
      <SegmentedControl
        label={t('split.title')}
        value={view.split}
        options={SPLITS.map((split) => ({ value: split, label: t(`split.${split}`) }))}
        onChange={(split) => onChange({ ...view, split }, 'push')}
      />
      {lacksApps && <p className={styles.hint}>{t('split.appHint')}</p>}
    </>
  );
}
