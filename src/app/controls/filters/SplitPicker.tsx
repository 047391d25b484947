import { memo } from 'react';
import { SPLITS } from '../../../contract/domain/segments.ts';
import type { View } from '../../../view/view.ts';
import type { ChangeKind } from '../../state/url-state.ts';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import styles from './SplitPicker.module.css';

export interface SplitPickerProps {
  view: View;
  onChange: (view: View, kind: ChangeKind) => void;
}

export const SplitPicker = memo(function SplitPicker({ view, onChange }: SplitPickerProps) {
  const { t } = useTranslator();
  const hasSeveralApps = view.apps.length > 1;
  const lacksApps = view.split === 'app' && !hasSeveralApps;
  // Several apps always have a line each.
  const splits = hasSeveralApps ? SPLITS.filter((split) => split !== 'none') : SPLITS;
  return (
    <>
      <SegmentedControl
        label={t('split.title')}
        value={hasSeveralApps && view.split === 'none' ? 'app' : view.split}
        options={splits.map((split) => ({ value: split, label: t(`split.${split}`) }))}
        onChange={(split) => onChange({ ...view, split }, 'push')}
      />
      {lacksApps && <p className={styles.hint}>{t('split.appHint')}</p>}
    </>
  );
});
