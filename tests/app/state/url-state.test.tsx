import { act, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { UrlStateProvider, createUrlState, useUrlState } from '../../../src/app/state/url-state.ts';
import type { UrlHost } from '../../../src/app/state/url-state.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';

// Goes back synchronously, unlike the history of jsdom.
function fakeHost(search = '', hash = '') {
  const entries = [`/lens${search}${hash}`];
  const states: unknown[] = [null];
  let at = 0;
  const listeners = { popstate: new Set<() => void>(), pagehide: new Set<() => void>() };
  const url = () => new URL(entries[at] ?? '/', 'http://lens.test');
  const host: UrlHost = {
    location: {
      get pathname() {
        return url().pathname;
      },
      get search() {
        return url().search;
      },
      get hash() {
        return url().hash;
      },
    },
    history: {
      scrollRestoration: 'auto',
      get state() {
        return states[at];
      },
      pushState: vi.fn<History['pushState']>((data, _unused, next) => {
        entries.splice(at + 1, Infinity, String(next));
        states.splice(at + 1, Infinity, data);
        at += 1;
      }),
      replaceState: vi.fn<History['replaceState']>((data, _unused, next) => {
        entries[at] = String(next);
        states[at] = data;
      }),
    },
    addEventListener: (type, listener) => listeners[type].add(listener),
    removeEventListener: (type, listener) => listeners[type].delete(listener),
  };
  const fire = (type: 'popstate' | 'pagehide') => listeners[type].forEach((listener) => listener());
  const back = () => {
    at -= 1;
    fire('popstate');
  };
  return { host, entries, back, fire, listeners };
}

function Os() {
  const { view, set } = useUrlState();
  return <button onClick={() => set({ ...view, os: 'Android' }, 'push')}>{view.os}</button>;
}

describe('createUrlState', () => {
  it('reads the view from the address', () => {
    const { host } = fakeHost('?app=abc&os=iOS&range=7d');
    expect(createUrlState(host).get()).toEqual({
      view: { ...DEFAULT_VIEW, apps: ['abc'], os: 'iOS', range: { kind: 'preset', preset: '7d' } },
      notices: [],
      zooms: [],
    });
  });

  it('adds a history entry for a push, which Back undoes', () => {
    const { host, entries, back } = fakeHost('?app=abc', '#chart');
    const state = createUrlState(host);
    const { view } = state.get();
    state.set({ ...view, os: 'Android' }, 'push');
    expect(entries).toEqual(['/lens?app=abc#chart', '/lens?app=abc&os=Android#chart']);
    expect(state.get().view.os).toBe('Android');
    back();
    expect(state.get().view).toEqual(view);
  });

  it('replaces the history entry for a replace', () => {
    const { host, entries } = fakeHost('?app=abc');
    const state = createUrlState(host);
    state.set({ ...state.get().view, hidden: ['ios'] }, 'replace');
    expect(entries).toEqual(['/lens?app=abc&hide=ios']);
  });

  it('does not write an unchanged address', () => {
    const { host } = fakeHost('?app=abc');
    const state = createUrlState(host);
    state.set({ ...state.get().view }, 'push');
    expect(host.history.pushState).not.toHaveBeenCalled();
  });

  it('applies the change if the browser rejects a history entry', () => {
    const { host } = fakeHost();
    host.history.pushState = () => {
      throw new DOMException('too many', 'SecurityError');
    };
    const state = createUrlState(host);
    state.set({ ...state.get().view, os: 'iOS' }, 'push');
    expect(state.get().view.os).toBe('iOS');
  });

  it('lists invalid parameters until they are dismissed', () => {
    const { host } = fakeHost('?range=90d');
    const state = createUrlState(host);
    expect(state.get().notices).toEqual([{ param: 'range', value: '90d' }]);
    state.set({ ...state.get().view, hidden: ['ios'] }, 'replace');
    expect(state.get().notices).toHaveLength(1);
    state.dismissNotices();
    expect(state.get().notices).toEqual([]);
  });

  it('disables scroll restoration until the page is left', () => {
    const { host, fire } = fakeHost();
    createUrlState(host);
    expect(host.history.scrollRestoration).toBe('manual');
    fire('pagehide');
    expect(host.history.scrollRestoration).toBe('auto');
  });

  it('removes its listeners when closed', () => {
    const { host, listeners } = fakeHost();
    createUrlState(host).close();
    expect([listeners.popstate.size, listeners.pagehide.size]).toEqual([0, 0]);
  });
});

describe('useUrlState', () => {
  let fake: ReturnType<typeof fakeHost>;
  beforeEach(() => {
    fake = fakeHost('?os=iOS');
  });

  it('renders changes and Back', () => {
    render(
      <UrlStateProvider value={createUrlState(fake.host)}>
        <Os />
      </UrlStateProvider>,
    );
    act(() => screen.getByRole('button', { name: 'iOS' }).click());
    expect(screen.getByRole('button').textContent).toBe('Android');
    act(() => fake.back());
    expect(screen.getByRole('button').textContent).toBe('iOS');
  });
});
