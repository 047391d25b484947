import { CornerDownLeft } from 'lucide-react';
import { useState } from 'react';
import * as v from 'valibot';
import { AppIdSchema } from '../../../contract/wire/api.ts';
import type { Config } from '../../../contract/wire/api.ts';
import type { UpdateApps, RememberedApp } from '../../state/preferences.ts';
import { MAX_APPS } from '../../../view/view.ts';
import { Button } from '../../ui/Button.tsx';
import { FilterList } from '../../ui/FilterList.tsx';
import type { FilterListGroup } from '../../ui/FilterList.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import type { Translator } from '../../../i18n/translate.ts';
import { shortenId } from '../../model/app-label.ts';
import styles from './AppPanel.module.css';
import { RememberedApps } from './RememberedApps.tsx';

export interface AppPanelProps {
  selectedIds: readonly string[];
  /** Picking an app adds or removes it instead of replacing the selection. */
  isMultiSelect: boolean;
  onMultiSelect: (isMultiSelect: boolean) => void;
  config: Pick<Config, 'apps' | 'anyApp'>;
  remembered: readonly RememberedApp[];
  onPick: (id: string) => void;
  onRemembered: (change: UpdateApps) => void;
}

export function AppPanel(props: AppPanelProps) {
  const { selectedIds, isMultiSelect, onMultiSelect, config, remembered, onPick, onRemembered } =
    props;
  const [query, setQuery] = useState('');
  const [isEditing, setIsEditing] = useState(false);
  const translator = useTranslator();
  const { t } = translator;

  if (isEditing) {
    return (
      <RememberedApps
        apps={remembered}
        onChange={onRemembered}
        onDone={() => setIsEditing(false)}
      />
    );
  }
  // The server rejects AppIds that are not listed unless `anyApp` is set.
  const allowedApps = config.anyApp ? remembered : [];
  const groups = groupApps(query.trim(), config, allowedApps, translator);
  return (
    <>
      <FilterList
        label={t(config.anyApp ? 'app.search' : 'app.searchListed')}
        placeholder={t(config.anyApp ? 'app.search' : 'app.searchListed')}
        query={query}
        onQuery={setQuery}
        groups={groups}
        values={selectedIds}
        onPick={onPick}
        note={
          groups.some(({ items }) => items.length > 0)
            ? undefined
            : explainEmptyList(query, config, translator)
        }
      />
      {isMultiSelect && (
        <p className={styles.hint} aria-live="polite">
          {selectedIds.length >= MAX_APPS
            ? t('app.several.full')
            : t('app.several.hint', { n: selectedIds.length, max: MAX_APPS })}
        </p>
      )}
      <div className={styles.foot}>
        <Button
          variant="quiet"
          className={styles.edit}
          aria-pressed={isMultiSelect}
          onClick={() => onMultiSelect(!isMultiSelect)}
        >
          {t(isMultiSelect ? 'app.several.done' : 'app.several.add')}
        </Button>
        {allowedApps.length > 0 && (
          <Button variant="quiet" className={styles.edit} onClick={() => setIsEditing(true)}>
            {t('app.edit')}
          </Button>
        )}
      </div>
    </>
  );
}

function groupApps(
  query: string,
  { apps, anyApp }: AppPanelProps['config'],
  remembered: readonly RememberedApp[],
  { t }: Translator,
): FilterListGroup[] {
  const needle = query.toLowerCase();
  const matches = (app: { id: string; name?: string | undefined }) =>
    app.id.toLowerCase().includes(needle) || (app.name?.toLowerCase().includes(needle) ?? false);
  const unlisted = remembered.filter(({ id }) => !apps.some((app) => app.id === id));
  const isNew = ![...apps, ...unlisted].some(({ id }) => id === query);
  return [
    {
      key: 'listed',
      heading: t('app.group.listed'),
      items: apps
        .filter(matches)
        .map(({ id, name }) => ({ value: id, label: name, detail: shortenId(id) })),
    },
    {
      key: 'remembered',
      heading: t('app.group.remembered'),
      items: unlisted
        .filter(matches)
        .map(({ id, name }) =>
          name === undefined
            ? { value: id, label: id }
            : { value: id, label: name, detail: shortenId(id) },
        ),
    },
    {
      key: 'use',
      heading: t('app.group.use'),
      items:
        anyApp && isNew && v.is(AppIdSchema, query)
          ? [
              {
                value: query,
                label: t('app.use', { id: query }),
                icon: <CornerDownLeft size={15} aria-hidden />,
              },
            ]
          : [],
    },
  ];
}

function explainEmptyList(
  query: string,
  { anyApp }: AppPanelProps['config'],
  { t }: Translator,
): string {
  if (query.trim() === '')
    return anyApp ? t('app.none') : t('app.noneListed', { variable: 'ARTC_APPS' });
  return t(anyApp ? 'app.invalidId' : 'app.onlyListed');
}
