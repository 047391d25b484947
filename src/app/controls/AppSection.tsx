import { memo } from 'react';
import type { Config } from '../../contract/wire/api.ts';
import { useView } from '../contexts/view-context.ts';
import { useTranslator } from '../i18n/use-translator.ts';
import type { Preferences, UpdatePreferences } from '../state/preferences.ts';
import { AppPicker } from './app/AppPicker.tsx';
import type { HeaderPanel } from './Header.tsx';
import styles from './Header.module.css';
import { DemoBadge } from './preferences/DemoBadge.tsx';

export interface AppSectionProps {
  config: Pick<Config, 'apps' | 'anyApp' | 'demo'>;
  preferences: Preferences;
  onPreferences: UpdatePreferences;
  isOpen: boolean;
  onOpenPanel: (panel: HeaderPanel | null) => void;
}

// Memoized, as the other sections of the header: the page renders for every batch of responses.
export const AppSection = memo(function AppSection(props: AppSectionProps) {
  const { config, preferences, onPreferences, isOpen, onOpenPanel } = props;
  const { requestedView, setView } = useView();
  const { t } = useTranslator();
  return (
    <div className={styles.app}>
      <span className={styles.brand}>
        <span className={styles.dot} aria-hidden />
        <span className={styles.brandName}>{t('brand.name')}</span>
      </span>
      <AppPicker
        view={requestedView}
        onChange={setView}
        config={config}
        open={isOpen}
        onOpenChange={(open) => onOpenPanel(open ? 'app' : null)}
        remembered={preferences.apps}
        onRemembered={(change) => onPreferences(({ apps }) => ({ apps: change(apps) }))}
      />
      {config.demo && <DemoBadge />}
    </div>
  );
});
