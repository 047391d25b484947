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

const panel = lazyComponent(async () => (await import('./AppPanel.tsx')).AppPanel);

export interface AppPickerProps {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
  config: Pick<Config, 'apps' | 'anyApp'>;
  /** AppIds typed before, newest first. */
  remembered: readonly RememberedApp[];
  onRemembered: (change: UpdateApps) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Which app is shown, and the list to choose another from. */
export function AppPicker(props: AppPickerProps) {
  const { view, onChange, config, remembered, onRemembered } = props;
  const { t } = useTranslator();
  const [several, setSeveral] = useState(view.apps.length > 1);

  const pick = (id: string) => {
    if (!config.apps.some((app) => app.id === id))
      onRemembered((apps) => rememberApp(apps, { id }));
    if (several) return toggle(id);
    props.onOpenChange(false);
    if (view.apps.length !== 1 || view.apps[0] !== id) {
      // What was hidden was hidden of the other app.
      onChange({ ...view, apps: [id], hidden: [] }, 'push');
    }
  };

  /** Beside the others, or no longer; the last one stays. */
  const toggle = (id: string) => {
    const without = view.apps.filter((app) => app !== id);
    const apps = without.length < view.apps.length ? without : [...view.apps, id];
    if (apps.length === 0 || apps.length > MAX_APPS) return;
    // Keys of hidden segments name their app only where there are several.
    const renamed = apps.length > 1 !== view.apps.length > 1;
    onChange({ ...view, apps, hidden: renamed ? [] : view.hidden }, 'push');
  };
  const finish = (more: boolean) => {
    setSeveral(more);
    if (!more) props.onOpenChange(false);
  };

  return (
    <Popover
      label={t('app.choose')}
      open={props.open}
      onOpenChange={props.onOpenChange}
      className={styles.popup}
      trigger={
        <Button className={styles.trigger} onPointerEnter={panel.prefetch} onFocus={panel.prefetch}>
          <AppName view={view} config={config} remembered={remembered} />
          <ChevronDown size={15} aria-hidden className={styles.chevron} />
        </Button>
      }
    >
      <panel.Component
        values={view.apps}
        several={several}
        onSeveral={finish}
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
