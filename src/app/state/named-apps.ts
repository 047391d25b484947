import type { PreferencesStore } from './preferences.ts';
import type { UrlState } from './url-state.ts';

/** The AppIds this reader knows of: those in the address, and those typed before. */
export function findNamedApps(urlState: UrlState, preferences: PreferencesStore): string[] {
  const remembered = preferences.get().apps.map(({ id }) => id);
  return [...new Set([...urlState.get().view.apps, ...remembered])];
}
