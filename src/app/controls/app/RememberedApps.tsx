import { Trash2 } from 'lucide-react';
import { renameApp } from '../../state/preferences.ts';
import type { UpdateApps, RememberedApp } from '../../state/preferences.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useFocusOnMount } from '../../ui/hooks/use-focus-on-mount.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { shortenId } from '../../model/app-label.ts';
import styles from './RememberedApps.module.css';

export interface RememberedAppsProps {
  apps: readonly RememberedApp[];
  onChange: (change: UpdateApps) => void;
  onDone: () => void;
}

export function RememberedApps({ apps, onChange, onDone }: RememberedAppsProps) {
  const { t } = useTranslator();
  const doneButton = useFocusOnMount<HTMLButtonElement>();
  const forget = (forgottenId: string) => {
    // The pressed button is removed with its row.
    doneButton.current?.focus();
    onChange((current) => current.filter(({ id }) => id !== forgottenId));
  };
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('app.edit.title')}</h2>
        <Button ref={doneButton} onClick={onDone}>
          {t('app.edit.done')}
        </Button>
      </div>
      <ul className={styles.list}>
        {apps.map(({ id, name }) => (
          <li key={id} className={styles.row}>
            <div className={styles.app}>
              <input
                className={styles.name}
                aria-label={t('app.edit.name', { id: shortenId(id) })}
                placeholder={t('app.edit.unnamed')}
                defaultValue={name ?? ''}
                maxLength={40}
                onBlur={({ currentTarget: { value } }) => {
                  if (value.trim() !== (name ?? ''))
                    onChange((current) => renameApp(current, id, value));
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter') event.currentTarget.blur();
                }}
              />
              <span className={styles.id}>{id}</span>
            </div>
            <IconButton
              variant="quiet"
              label={t('app.edit.forget', { name: name ?? shortenId(id) })}
              onClick={() => forget(id)}
            >
              <Trash2 size={15} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <output className={styles.note}>
        {t(apps.length > 0 ? 'app.edit.kept' : 'app.edit.empty')}
      </output>
    </div>
  );
}
