import { memo } from 'react';
import { SPLITS } from '../../../contract/domain/segments.ts';
import type { View } from '../../../view/view.ts';
import type { ChangeKind } from '../../state/url-state.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './SplitPicker.module.css';

export interface SplitPickerProps {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
}

/** How the main chart is broken down. */
export const SplitPicker = memo(function SplitPicker({ view, onChange }: SplitPickerProps) {
  const { t } = useTranslator();
  const several = view.apps.length > 1;
  const lacksApps = view.split === 'app' && !several;
  // Several apps are lines of their own however they are split: there is no 'none' to choose.
  const splits = several ? SPLITS.filter((split) => split !== 'none') : SPLITS;
  return (
    <>
      <SegmentedControl
        label={t('split.title')}
        value={several && view.split === 'none' ? 'app' : view.split}
        options={splits.map((split) => ({ value: split, label: t(`split.${split}`) }))}
        onChange={(split) => onChange({ ...view, split }, 'push')}
      />
      {lacksApps && <p className={styles.hint}>{t('split.appHint')}</p>}
    </>
  );
});
