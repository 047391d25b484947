import { fireEvent, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import { useShortcuts } from '../../../src/app/help/shortcuts.ts';
import type { ShortcutActions } from '../../../src/app/help/shortcuts.ts';

describe('useShortcuts', () => {
  let calls: unknown[];
  const record = (name: string) => () => void calls.push(name);
  const actions: ShortcutActions = {
    help: record('help'),
    metric: (metric) => void calls.push(metric),
    app: record('app'),
    range: record('range'),
    compare: record('compare'),
    share: record('share'),
    refresh: record('refresh'),
    live: record('live'),
    kiosk: record('kiosk'),
    pan: (direction) => void calls.push(direction),
    undoZoom: record('undoZoom'),
    reset: record('reset'),
  };
  const press = (key: string, init: KeyboardEventInit = {}, target: Element = document.body) =>
    fireEvent.keyDown(target, { key, ...init });

  beforeEach(() => {
    calls = [];
    renderHook(() => useShortcuts(actions));
  });

  afterEach(() => {
    document.body.replaceChildren();
  });

  it('runs the action of a key and ignores other keys', () => {
    const digits = [...METRICS, 'none'].map((_, i) => String(i + 1));
    for (const key of ['?', ...digits, '[', ']', 'x', 'Escape', 'constructor', '0']) press(key);
    expect(calls).toEqual(['help', ...METRICS, -1, 1, 'undoZoom', 'reset']);
  });

  it('accepts Shift for characters that need it, but not for letters', () => {
    press('?', { shiftKey: true, code: 'Slash' });
    press('1', { shiftKey: true, code: 'Digit1' });
    press('!', { shiftKey: true, code: 'Digit1' });
    press('A', { shiftKey: true, code: 'KeyA' });
    press('A', { code: 'KeyA' });
    expect(calls).toEqual(['help', 'JoinChannelSucRate']);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }, { altKey: true }])(
    'ignores keys with %j',
    (init) => {
      press('a', init);
      expect(calls).toEqual([]);
    },
  );

  it('ignores keys that another handler has used', () => {
    const prevent = vi.fn<(event: Event) => void>((event) => event.preventDefault());
    document.body.addEventListener('keydown', prevent, { once: true });
    press('a');
    expect(prevent).toHaveBeenCalledOnce();
    expect(calls).toEqual([]);
  });

  it('prevents the default action of its keys only', () => {
    expect(press('a')).toBe(false);
    expect(press('x')).toBe(true);
  });

  it.each([
    ['<input>', []],
    ['<input type="radio">', ['app']],
    ['<textarea></textarea>', []],
    ['<select></select>', []],
    ['<div role="dialog"></div>', []],
    ['<button></button>', ['app']],
  ])('when %s has the focus, runs %j', (html, expected) => {
    document.body.innerHTML = html;
    press('a', {}, document.body.children[0]);
    expect(calls).toEqual(expected);
  });
});
