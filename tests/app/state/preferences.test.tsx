// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PREFERENCES,
  createPreferences,
  nameApp,
  openStorage,
  rememberApp,
  rememberRange,
} from '../../../src/app/state/preferences.ts';

const KEY = 'artc-lens.preferences';

describe('createPreferences', () => {
  it('remembers across pages', () => {
    createPreferences(localStorage).update(() => ({ theme: 'dark', apps: [{ id: 'abc' }] }));
    expect(createPreferences(localStorage).get()).toMatchObject({
      theme: 'dark',
      apps: [{ id: 'abc' }],
    });
  });

  it.each([
    ['no JSON', '{'],
    ['another kind of value', '[1,2]'],
    ['nothing', 'null'],
  ])('starts fresh from %s', (_, raw) => {
    localStorage.setItem(KEY, raw);
    expect(createPreferences(localStorage).get()).toEqual(DEFAULT_PREFERENCES);
  });

  it('keeps what is good beside what is not', () => {
    localStorage.setItem(
      KEY,
      JSON.stringify({
        theme: 'pink',
        lang: 'zh',
        apps: [{ id: 'a b' }],
        ranges: [{ from: 1, to: 2 }],
      }),
    );
    expect(createPreferences(localStorage).get()).toEqual({
      theme: 'system',
      lang: 'zh',
      apps: [],
      ranges: [{ from: 1, to: 2 }],
    });
  });

  it('does not undo what another tab remembered meanwhile', () => {
    const here = createPreferences(localStorage);
    createPreferences(localStorage).update(() => ({ apps: [{ id: 'other' }] }));
    here.update(() => ({ theme: 'dark' }));
    expect(here.get()).toMatchObject({ theme: 'dark', apps: [{ id: 'other' }] });
  });

  it('shows what another tab changes, or clears', () => {
    const here = createPreferences(localStorage, window);
    let heard = 0;
    here.subscribe(() => (heard += 1));
    createPreferences(localStorage).update(() => ({ theme: 'dark' }));
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
    expect(here.get().theme).toBe('dark');
    window.dispatchEvent(new StorageEvent('storage', { key: 'another' }));
    expect(heard).toBe(1);
    localStorage.clear();
    window.dispatchEvent(new StorageEvent('storage', { key: null }));
    expect(here.get()).toEqual(DEFAULT_PREFERENCES);
  });

  it('lasts as long as the page where storage is full or missing', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    for (const storage of [full, undefined]) {
      const store = createPreferences(storage);
      store.update(() => ({ theme: 'dark' }));
      store.update(() => ({ lang: 'zh' }));
      expect(store.get()).toMatchObject({ theme: 'dark', lang: 'zh' });
    }
  });

  it('finds no storage where even asking throws', () => {
    const host = {
      get localStorage(): Storage {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    expect(openStorage(host)).toBeUndefined();
  });
});

describe('rememberApp', () => {
  it('puts the newest first, once, keeps its name and at most eight', () => {
    const nine = 'abcdefghi'
      .split('')
      .reduce<{ id: string }[]>((apps, id) => rememberApp(apps, { id }), []);
    expect(nine.map(({ id }) => id)).toEqual('ihgfedcb'.split(''));
    expect(rememberApp([{ id: 'a' }, { id: 'b', name: 'Bee' }], { id: 'b' })).toEqual([
      { id: 'b', name: 'Bee' },
      { id: 'a' },
    ]);
  });
});

describe('nameApp', () => {
  it.each([
    ['  Staging ', [{ id: 'a', name: 'Staging' }]],
    [' ', [{ id: 'a' }]],
  ])('names with %j', (name, expected) => {
    expect(nameApp([{ id: 'a', name: 'old' }], 'a', name)).toEqual(expected);
  });
});

describe('rememberRange', () => {
  it('puts the newest first, once, and keeps five', () => {
    const all = [1, 2, 3, 4, 5, 6, 2].reduce<{ from: number; to: number }[]>(
      (ranges, from) => rememberRange(ranges, { from, to: 9 }),
      [],
    );
    expect(all.map(({ from }) => from)).toEqual([2, 6, 5, 4, 3]);
  });
});
