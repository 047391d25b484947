// What this browser remembers for its reader; nothing a link needs lives here.
import { useSyncExternalStore } from 'react';
import * as v from 'valibot';
import { AppIdSchema } from '../../contract/wire/api.ts';
import { LANGS, THEMES } from '../../view/view.ts';

const STORAGE_KEY = 'artc-lens.preferences';
const MAX_APPS = 8;
const MAX_RANGES = 5;
const MAX_NAME_LENGTH = 40;

const RememberedAppSchema = v.object({
  id: AppIdSchema,
  name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME_LENGTH))),
});
/** An AppId someone typed, and perhaps the name they gave it. */
export type RememberedApp = v.InferOutput<typeof RememberedAppSchema>;

const RecentRangeSchema = v.pipe(
  v.object({ from: v.pipe(v.number(), v.safeInteger()), to: v.pipe(v.number(), v.safeInteger()) }),
  v.check(({ from, to }) => from < to),
);
/** Absolute times someone looked at. */
export type RecentRange = v.InferOutput<typeof RecentRangeSchema>;

// Each field falls back alone: one bad value does not lose the others.
const PreferencesSchema = v.object({
  apps: v.fallback(v.pipe(v.array(RememberedAppSchema), v.maxLength(MAX_APPS)), []),
  ranges: v.fallback(v.pipe(v.array(RecentRangeSchema), v.maxLength(MAX_RANGES)), []),
  theme: v.fallback(v.picklist(THEMES), 'system'),
  /** Left out: the browser's language. */
  lang: v.fallback(v.optional(v.picklist(LANGS)), undefined),
});
export type Preferences = v.InferOutput<typeof PreferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = { apps: [], ranges: [], theme: 'system' };

/** Seeing the apps that are remembered now, those to remember. */
export type ChangeApps = (now: readonly RememberedApp[]) => RememberedApp[];

/** `apps` with `app` in front; a name given before is kept. */
export function rememberApp(apps: readonly RememberedApp[], app: RememberedApp): RememberedApp[] {
  const known = apps.find(({ id }) => id === app.id);
  return [{ ...known, ...app }, ...apps.filter(({ id }) => id !== app.id)].slice(0, MAX_APPS);
}

/** `apps` with the one called `id` named anew; an empty name takes it away. */
export function nameApp(apps: readonly RememberedApp[], id: string, name: string): RememberedApp[] {
  const trimmed = name.trim().slice(0, MAX_NAME_LENGTH);
  return apps.map((app) =>
    app.id === id ? { id, ...(trimmed !== '' && { name: trimmed }) } : app,
  );
}

/** `ranges` with `range` in front. */
export function rememberRange(ranges: readonly RecentRange[], range: RecentRange): RecentRange[] {
  const others = ranges.filter(({ from, to }) => from !== range.from || to !== range.to);
  return [range, ...others].slice(0, MAX_RANGES);
}

/** Changes some of the preferences, seeing what they are now: another tab may have changed them. */
export type UpdatePreferences = (change: (now: Preferences) => Partial<Preferences>) => void;

export interface PreferencesStore {
  get: () => Preferences;
  update: UpdatePreferences;
  subscribe: (listener: () => void) => () => void;
}

/** The part of `window` that hears of other tabs. */
export interface StorageHost {
  addEventListener: (type: 'storage', listener: (event: StorageEvent) => void) => void;
}

/**
 * Preferences kept in `storage`; without one (private mode, blocked) they last as long as the page.
 * With a `host` they follow what other tabs change. One a page.
 */
export function createPreferences(
  storage: Pick<Storage, 'getItem' | 'setItem'> | undefined,
  host?: StorageHost,
): PreferencesStore {
  let current = read(storage) ?? DEFAULT_PREFERENCES;
  const listeners = new Set<() => void>();
  const show = (next: Preferences) => {
    current = next;
    for (const listener of listeners) listener();
  };
  host?.addEventListener('storage', ({ key }) => {
    // No key: all of the storage was cleared.
    if (key === STORAGE_KEY || key === null) show(read(storage) ?? DEFAULT_PREFERENCES);
  });
  return {
    get: () => current,
    update(change) {
      const base = read(storage) ?? current;
      const next = { ...base, ...change(base) };
      try {
        storage?.setItem(STORAGE_KEY, JSON.stringify(next));
      } catch {
        // Full or forbidden: remembered until the page closes.
      }
      show(next);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function read(storage: Pick<Storage, 'getItem'> | undefined): Preferences | undefined {
  try {
    const raw: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? 'null');
    const parsed = v.safeParse(PreferencesSchema, raw);
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** The browser's storage, or undefined where even asking for it throws. */
export function openStorage(host: { readonly localStorage: Storage }): Storage | undefined {
  try {
    return host.localStorage;
  } catch {
    return undefined;
  }
}

/** What this reader prefers, kept up to date. */
export function usePreferences(store: PreferencesStore): Preferences {
  return useSyncExternalStore(store.subscribe, store.get);
}
