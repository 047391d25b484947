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
  /** The apps that are shown now. */
  values: readonly string[];
  /** Whether a press adds an app beside the others, or takes it away. */
  several: boolean;
  onSeveral: (several: boolean) => void;
  config: Pick<Config, 'apps' | 'anyApp'>;
  remembered: readonly RememberedApp[];
  onPick: (id: string) => void;
  onRemembered: (change: UpdateApps) => void;
}

/** The list of apps with a box to find one, or to type an AppId. */
export function AppPanel(props: AppPanelProps) {
  const { values, several, onSeveral, config, remembered, onPick, onRemembered } = props;
  const [query, setQuery] = useState('');
  const [editing, setEditing] = useState(false);
  const translator = useTranslator();
  const { t } = translator;

  if (editing) {
    return (
      <RememberedApps apps={remembered} onChange={onRemembered} onDone={() => setEditing(false)} />
    );
  }
  // Where only listed apps are taken, one typed elsewhere would only fail.
  const offered = config.anyApp ? remembered : [];
  const groups = findApps(query.trim(), config, offered, translator);
  return (
    <>
      <FilterList
        label={t(config.anyApp ? 'app.search' : 'app.searchListed')}
        placeholder={t(config.anyApp ? 'app.search' : 'app.searchListed')}
        query={query}
        onQuery={setQuery}
        groups={groups}
        values={values}
        onPick={onPick}
        note={
          groups.some(({ items }) => items.length > 0)
            ? undefined
            : explain(query, config, translator)
        }
      />
      {several && (
        <p className={styles.hint} aria-live="polite">
          {values.length >= MAX_APPS
            ? t('app.several.full')
            : t('app.several.hint', { n: values.length, max: MAX_APPS })}
        </p>
      )}
      <div className={styles.foot}>
        <Button
          variant="quiet"
          className={styles.edit}
          aria-pressed={several}
          onClick={() => onSeveral(!several)}
        >
          {t(several ? 'app.several.done' : 'app.several.add')}
        </Button>
        {offered.length > 0 && (
          <Button variant="quiet" className={styles.edit} onClick={() => setEditing(true)}>
            {t('app.edit')}
          </Button>
        )}
      </div>
    </>
  );
}

function findApps(
  query: string,
  { apps, anyApp }: AppPanelProps['config'],
  remembered: readonly RememberedApp[],
  { t }: Translator,
): FilterListGroup[] {
  const needle = query.toLowerCase();
  const matches = (app: { id: string; name?: string | undefined }) =>
    app.id.toLowerCase().includes(needle) || (app.name?.toLowerCase().includes(needle) ?? false);
  const own = remembered.filter(({ id }) => !apps.some((app) => app.id === id));
  const isNew = ![...apps, ...own].some(({ id }) => id === query);
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
      items: own
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

/** Why the list is empty. */
function explain(query: string, { anyApp }: AppPanelProps['config'], { t }: Translator): string {
  if (query.trim() === '')
    return anyApp ? t('app.none') : t('app.noneListed', { variable: 'ARTC_APPS' });
  return t(anyApp ? 'app.invalidId' : 'app.onlyListed');
}
