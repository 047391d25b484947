import { memo } from 'react';
import { useView } from '../../contexts/view-context.ts';
import type { Preferences, UpdatePreferences } from '../../state/preferences.ts';
import { useMedia } from '../../ui/hooks/use-media.ts';
import { LanguageMenu } from './LanguageMenu.tsx';
import { SettingsMenu } from './SettingsMenu.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import { UserMenu } from './UserMenu.tsx';
import type { UserMenuProps } from './UserMenu.tsx';

export interface PreferencesMenuProps {
  /** Null without access control. */
  user: UserMenuProps | null;
  preferences: Preferences;
  onPreferences: UpdatePreferences;
}

/** Renders language, theme and user menu, in a narrow window as one menu. */
export const PreferencesMenu = memo(function PreferencesMenu(props: PreferencesMenuProps) {
  const { user, preferences, onPreferences } = props;
  const { requestedView, setView } = useView();
  const isNarrow = useMedia('(width < 1500px)');
  // An explicit choice overrides the link, so the parameter is removed.
  const setTheme = (theme: Preferences['theme']) => {
    onPreferences(() => ({ theme }));
    const { theme: linked, ...view } = requestedView;
    if (linked !== undefined) setView(view, 'replace');
  };
  const setLang = (lang: NonNullable<Preferences['lang']>) => {
    onPreferences(() => ({ lang }));
    const { lang: linked, ...view } = requestedView;
    if (linked !== undefined) setView(view, 'replace');
  };
  const theme = requestedView.theme ?? preferences.theme;
  if (isNarrow) {
    return <SettingsMenu user={user} theme={theme} onTheme={setTheme} onLang={setLang} />;
  }
  return (
    <>
      <LanguageMenu onLang={setLang} />
      <ThemeMenu theme={theme} onTheme={setTheme} />
      {user && <UserMenu {...user} />}
    </>
  );
});
