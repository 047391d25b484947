import type { Split } from '../../contract/segment.ts';
import type { View } from '../../view/view.ts';
import type { ChangeKind } from '../state/url-state.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { useWords } from '../words/words.ts';

const OFFERED: readonly Split[] = ['none', 'os', 'terminal'];

export interface SplitPickerProps {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
}

/** How the main chart is broken down. */
export function SplitPicker({ view, onChange }: SplitPickerProps) {
  const { t } = useWords();
  // A link may hold a split that is not offered yet: it is shown as what it is.
  const splits = OFFERED.includes(view.split) ? OFFERED : [...OFFERED, view.split];
  return (
    <SegmentedControl
      label={t('split.title')}
      value={view.split}
      options={splits.map((split) => ({ value: split, label: t(`split.${split}`) }))}
      onChange={(split) => onChange({ ...view, split }, 'push')}
    />
  );
}
