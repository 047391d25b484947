// User preferences in localStorage; links do not depend on them.
import { useSyncExternalStore } from 'react';
import * as v from 'valibot';
import { AppIdSchema } from '../../contract/wire/api.ts';
import { LANGS, THEMES } from '../../view/view.ts';
import type { UrlState } from './url-state.ts';

const STORAGE_KEY = 'artc-lens.preferences';
const MAX_APPS = 8;
const MAX_RANGES = 5;
const MAX_NAME_LENGTH = 40;

const RememberedAppSchema = v.object({
  id: AppIdSchema,
  name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME_LENGTH))),
});
export type RememberedApp = v.InferOutput<typeof RememberedAppSchema>;

const RecentRangeSchema = v.pipe(
  v.object({ from: v.pipe(v.number(), v.safeInteger()), to: v.pipe(v.number(), v.safeInteger()) }),
  v.check(({ from, to }) => from < to),
);
/** An absolute range, in epoch milliseconds. */
export type RecentRange = v.InferOutput<typeof RecentRangeSchema>;

// An invalid field does not discard the others.
const PreferencesSchema = v.object({
  apps: v.fallback(v.pipe(v.array(RememberedAppSchema), v.maxLength(MAX_APPS)), []),
  ranges: v.fallback(v.pipe(v.array(RecentRangeSchema), v.maxLength(MAX_RANGES)), []),
  theme: v.fallback(v.picklist(THEMES), 'system'),
  /** Undefined for the browser's language. */
  lang: v.fallback(v.optional(v.picklist(LANGS)), undefined),
});
export type Preferences = v.InferOutput<typeof PreferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = { apps: [], ranges: [], theme: 'system' };

export type UpdateApps = (current: readonly RememberedApp[]) => RememberedApp[];

/** Puts `app` first; keeps its earlier name. */
export function rememberApp(apps: readonly RememberedApp[], app: RememberedApp): RememberedApp[] {
  const known = apps.find(({ id }) => id === app.id);
  return [{ ...known, ...app }, ...apps.filter(({ id }) => id !== app.id)].slice(0, MAX_APPS);
}

/** Renames an app; an empty name removes the name. */
export function renameApp(
  apps: readonly RememberedApp[],
  id: string,
  name: string,
): RememberedApp[] {
  const trimmed = name.trim().slice(0, MAX_NAME_LENGTH);
  return apps.map((app) =>
    app.id === id ? { id, ...(trimmed !== '' && { name: trimmed }) } : app,
  );
}

export function rememberRange(ranges: readonly RecentRange[], range: RecentRange): RecentRange[] {
  const others = ranges.filter(({ from, to }) => from !== range.from || to !== range.to);
  return [range, ...others].slice(0, MAX_RANGES);
}

/** `change` receives what is stored, which another tab may have changed. */
export type UpdatePreferences = (change: (current: Preferences) => Partial<Preferences>) => void;

export interface PreferencesStore {
  get: () => Preferences;
  update: UpdatePreferences;
  subscribe: (listener: () => void) => () => void;
}

export interface StorageHost {
  addEventListener: (type: 'storage', listener: (event: StorageEvent) => void) => void;
}

/**
 * Creates the store. Without a working `storage` it lasts until the page closes; with a `host` it
 * follows other tabs.
 */
export function createPreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  host?: StorageHost,
): PreferencesStore {
  let current = readStored(storage) ?? DEFAULT_PREFERENCES;
  const listeners = new Set<() => void>();
  const publish = (next: Preferences) => {
    current = next;
    for (const listener of listeners) listener();
  };
  host?.addEventListener('storage', ({ key }) => {
    if (key === STORAGE_KEY || key === null) publish(readStored(storage) ?? DEFAULT_PREFERENCES);
  });
  return {
    get: () => current,
    update(change) {
      const base = readStored(storage) ?? current;
      const next = { ...base, ...change(base) };
      try {
        storage?.setItem(STORAGE_KEY, JSON.stringify(next));
      } catch {
        // Storage is full or denied.
      }
      publish(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readStored(storage: Pick<Storage, 'getItem'> | undefined): Preferences | undefined {
  try {
    const raw: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? 'null');
    const parsed = v.safeParse(PreferencesSchema, raw);
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the browser's storage, or undefined if access throws. */
export function openStorage(host: { readonly localStorage: Storage }): Storage | undefined {
  try {
    return host.localStorage;
  } catch {
    return undefined;
  }
}

export function usePreferences(store: PreferencesStore): Preferences {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** Lists the AppIds of the address and those remembered. */
export function findNamedApps(urlState: UrlState, preferences: PreferencesStore): string[] {
  const remembered = preferences.get().apps.map(({ id }) => id);
  return [...new Set([...urlState.get().view.apps, ...remembered])];
}
