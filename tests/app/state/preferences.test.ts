import { describe, expect, it } from 'vitest';
import {
  DEFAULT_PREFERENCES,
  createPreferences,
  renameApp,
  openStorage,
  rememberApp,
  rememberRange,
} from '../../../src/app/state/preferences.ts';

const KEY = 'artc-lens.preferences';

describe('createPreferences', () => {
  it('restores what an earlier page stored', () => {
    createPreferences(localStorage).update(() => ({ theme: 'dark', apps: [{ id: 'abc' }] }));
    expect(createPreferences(localStorage).get()).toMatchObject({
      theme: 'dark',
      apps: [{ id: 'abc' }],
    });
  });

  it.each([
    ['invalid JSON', '{'],
    ['a value of another type', '[1,2]'],
    ['null', 'null'],
  ])('starts with the defaults for %s', (_, raw) => {
    localStorage.setItem(KEY, raw);
    expect(createPreferences(localStorage).get()).toEqual(DEFAULT_PREFERENCES);
  });

  it('drops only invalid fields', () => {
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

  it('keeps what another tab has stored in the meantime', () => {
    const store = createPreferences(localStorage);
    createPreferences(localStorage).update(() => ({ apps: [{ id: 'other' }] }));
    store.update(() => ({ theme: 'dark' }));
    expect(store.get()).toMatchObject({ theme: 'dark', apps: [{ id: 'other' }] });
  });

  it('follows changes and clearing by another tab', () => {
    const store = createPreferences(localStorage, window);
    let notifications = 0;
    store.subscribe(() => (notifications += 1));
    createPreferences(localStorage).update(() => ({ theme: 'dark' }));
    window.dispatchEvent(new StorageEvent('storage', { key: KEY }));
    expect(store.get().theme).toBe('dark');
    window.dispatchEvent(new StorageEvent('storage', { key: 'another' }));
    expect(notifications).toBe(1);
    localStorage.clear();
    window.dispatchEvent(new StorageEvent('storage', { key: null }));
    expect(store.get()).toEqual(DEFAULT_PREFERENCES);
  });

  it('keeps changes in memory if storage is full or missing', () => {
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
});

describe('openStorage', () => {
  it('returns undefined if access throws', () => {
    const host = {
      get localStorage(): Storage {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    expect(openStorage(host)).toBeUndefined();
  });
});

describe('rememberApp', () => {
  it('puts the app first without repeats, keeps its name and at most eight apps', () => {
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
  ])('sets the name %j', (name, expected) => {
    expect(renameApp([{ id: 'a', name: 'old' }], 'a', name)).toEqual(expected);
  });
});

describe('rememberRange', () => {
  it('puts the range first without repeats and keeps five', () => {
    const ranges = [1, 2, 3, 4, 5, 6, 2].reduce<{ from: number; to: number }[]>(
      (remembered, from) => rememberRange(remembered, { from, to: 9 }),
      [],
    );
    expect(ranges.map(({ from }) => from)).toEqual([2, 6, 5, 4, 3]);
  });
});
