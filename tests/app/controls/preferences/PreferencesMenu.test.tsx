import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { PreferencesMenu } from '../../../../src/app/controls/preferences/PreferencesMenu.tsx';
import { DEFAULT_PREFERENCES } from '../../../../src/app/state/preferences.ts';
import type { Preferences } from '../../../../src/app/state/preferences.ts';
import { renderControls, view } from '../../../support/render-controls.tsx';

function renderMenu(initial = view()) {
  const onPreferences = vi.fn<(change: Partial<Preferences>) => void>();
  const page = renderControls(
    () => (
      <PreferencesMenu
        user={null}
        preferences={DEFAULT_PREFERENCES}
        onPreferences={(change) => onPreferences(change(DEFAULT_PREFERENCES))}
      />
    ),
    { initial },
  );
  return { ...page, onPreferences };
}

describe('PreferencesMenu', () => {
  it('stores the theme and removes it from the URL', async () => {
    const { user, onPreferences, onChange } = renderMenu(view({ theme: 'light' }));
    await user.click(screen.getByRole('button', { name: 'Theme' }));
    await user.keyboard('{End}{Enter}');
    expect(onPreferences).toHaveBeenCalledExactlyOnceWith({ theme: 'dark' });
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view(), 'replace');
  });

  it('stores the language', async () => {
    const { user, onPreferences, onChange } = renderMenu();
    await user.click(screen.getByRole('button', { name: 'Language' }));
    await user.click(screen.getByRole('button', { name: '简体中文' }));
    expect(onPreferences).toHaveBeenCalledExactlyOnceWith({ lang: 'zh' });
    expect(onChange).not.toHaveBeenCalled();
  });

  it('combines theme and language in one menu in a narrow window', async () => {
    vi.stubGlobal('matchMedia', () => ({
      matches: true,
      addEventListener: () => {},
      removeEventListener: () => {},
    }));
    const { user, onPreferences } = renderMenu();
    expect(screen.queryByRole('button', { name: 'Theme' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'More settings' }));
    await user.click(screen.getByRole('button', { name: 'Dark' }));
    expect(onPreferences).toHaveBeenCalledExactlyOnceWith({ theme: 'dark' });
  });
});
