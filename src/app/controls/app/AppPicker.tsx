import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { Config } from '../../../contract/wire/api.ts';
import { MAX_APPS } from '../../../view/view.ts';
import type { View } from '../../../view/view.ts';
import { rememberApp } from '../../state/preferences.ts';
import type { UpdateApps, RememberedApp } from '../../state/preferences.ts';
import type { ChangeKind } from '../../state/url-state.ts';
import { Button } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { lazyComponent } from '../../ui/deferred/lazy-component.tsx';
import { useTranslator } from '../../i18n/use-translator.ts';
import { findAppName, shortenId } from '../../model/app-label.ts';
import styles from './AppPicker.module.css';

const appPanel = lazyComponent(async () => (await import('./AppPanel.tsx')).AppPanel);

export interface AppPickerProps {
  view: View;
  onChange: (view: View, kind: ChangeKind) => void;
  config: Pick<Config, 'apps' | 'anyApp'>;
  /** Newest first. */
  remembered: readonly RememberedApp[];
  onRemembered: (change: UpdateApps) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function AppPicker(props: AppPickerProps) {
  const { view, onChange, config, remembered, onRemembered } = props;
  const { t } = useTranslator();
  const [isMultiSelect, setIsMultiSelect] = useState(view.apps.length > 1);

  const pick = (id: string) => {
    if (!config.apps.some((app) => app.id === id))
      onRemembered((apps) => rememberApp(apps, { id }));
    if (isMultiSelect) return toggle(id);
    props.onOpenChange(false);
    if (view.apps.length !== 1 || view.apps[0] !== id) {
      // Hidden segments belong to the previous app.
      onChange({ ...view, apps: [id], hidden: [] }, 'push');
    }
  };

  // The last app cannot be removed.
  const toggle = (id: string) => {
    const others = view.apps.filter((app) => app !== id);
    const apps = others.length < view.apps.length ? others : [...view.apps, id];
    if (apps.length === 0 || apps.length > MAX_APPS) return;
    // Segment keys contain the app only if there are several.
    const keysChange = apps.length > 1 !== view.apps.length > 1;
    onChange({ ...view, apps, hidden: keysChange ? [] : view.hidden }, 'push');
  };
  const setMultiSelect = (enabled: boolean) => {
    setIsMultiSelect(enabled);
    if (!enabled) props.onOpenChange(false);
  };

  return (
    <Popover
      label={t('app.choose')}
      open={props.open}
      onOpenChange={props.onOpenChange}
      className={styles.popup}
      trigger={
        <Button
          className={styles.trigger}
          onPointerEnter={appPanel.prefetch}
          onFocus={appPanel.prefetch}
        >
          <AppName view={view} config={config} remembered={remembered} />
          <ChevronDown size={15} aria-hidden className={styles.chevron} />
        </Button>
      }
    >
      <appPanel.Component
        selectedIds={view.apps}
        isMultiSelect={isMultiSelect}
        onMultiSelect={setMultiSelect}
        config={config}
        remembered={remembered}
        onPick={pick}
        onRemembered={onRemembered}
      />
    </Popover>
  );
}

function AppName({
  view,
  config,
  remembered,
}: Pick<AppPickerProps, 'view' | 'config' | 'remembered'>) {
  const { t } = useTranslator();
  const [id, ...others] = view.apps;
  if (id === undefined) return <span className={styles.name}>{t('app.choose')}</span>;
  const name = findAppName(id, config.apps, remembered);
  const label = name ?? shortenId(id);
  if (others.length > 0) {
    return (
      <span className={styles.name}>{t('app.several', { name: label, count: others.length })}</span>
    );
  }
  return (
    <>
      <span className="visually-hidden">{t('app.label', { name: label })}</span>
      <span className={styles.name} title={id} aria-hidden>
        {label}
      </span>
      {name !== undefined && (
        <span className={styles.id} title={id} aria-hidden>
          · {shortenId(id)}
        </span>
      )}
    </>
  );
}
