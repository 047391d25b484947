import { memo } from 'react';
import { OSES, TERMINALS } from '../../../contract/domain/metrics.ts';
import type { Os, Terminal } from '../../../contract/domain/metrics.ts';
import type { View } from '../../../view/view.ts';
import type { ChangeKind } from '../../state/url-state.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { Translator } from '../../../i18n/translate.ts';
import { ChannelField } from './ChannelField.tsx';
import styles from './FilterBar.module.css';
import { FILTERS, changeFilters, clearFilters } from './filters.ts';
import type { Filter, FilterChange } from './filters.ts';

const OS_MESSAGES = { iOS: 'segment.ios', Android: 'segment.android' } as const;

export interface FilterBarProps {
  view: View;
  onChange: (view: View, kind: ChangeKind) => void;
}

export const FilterBar = memo(function FilterBar({ view, onChange }: FilterBarProps) {
  const translator = useTranslator();
  const { t } = translator;
  const change = (filters: FilterChange) => onChange(changeFilters(view, filters), 'push');
  const chips = FILTERS.flatMap((name) => {
    const label = chipLabel(view, name, translator);
    return label === undefined ? [] : [{ name, label }];
  });
  return (
    <fieldset aria-label={t('filter.label')} className={styles.bar}>
      <SegmentedControl<Os | 'all'>
        label={t('filter.os')}
        value={view.os ?? 'all'}
        options={[
          { value: 'all', label: t('filter.all') },
          ...OSES.map((os) => ({ value: os, label: t(OS_MESSAGES[os]) })),
        ]}
        onChange={(os) => change({ os: os === 'all' ? undefined : os })}
      />
      <SegmentedControl<Terminal | 'all'>
        label={t('filter.terminal')}
        value={view.terminal ?? 'all'}
        options={[
          { value: 'all', label: t('filter.all') },
          ...TERMINALS.map((terminal) => ({ value: terminal, label: t(`segment.${terminal}`) })),
        ]}
        onChange={(terminal) => change({ terminal: terminal === 'all' ? undefined : terminal })}
      />
      <ChannelField channelId={view.channelId} onChannel={(channelId) => change({ channelId })} />
      {chips.length > 0 && (
        <ul className={styles.chips}>
          {chips.map(({ name, label }) => (
            <li key={name} className={styles.chip}>
              <Chip
                label={label}
                removeLabel={t('filter.remove', { label })}
                onRemove={() => change({ [name]: undefined })}
              />
            </li>
          ))}
          <li>
            <Button
              variant="quiet"
              className={styles.clear}
              onClick={() => onChange(clearFilters(view), 'push')}
            >
              {t('filter.clear')}
            </Button>
          </li>
        </ul>
      )}
    </fieldset>
  );
});

function chipLabel(view: View, name: Filter, { t }: Translator): string | undefined {
  if (name === 'os') return view.os && t('filter.chip.os', { value: t(OS_MESSAGES[view.os]) });
  if (name === 'terminal') {
    return view.terminal && t('filter.chip.terminal', { value: t(`segment.${view.terminal}`) });
  }
  return view.channelId && t('filter.chip.channel', { value: view.channelId });
}
