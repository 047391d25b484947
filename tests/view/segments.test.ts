import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OSES, TERMINALS } from '../../src/contract/domain/metrics.ts';
import { SPLITS } from '../../src/contract/domain/segments.ts';
import { listMatrixCells, listSegments } from '../../src/view/segments.ts';
import { DEFAULT_VIEW } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';

const view = (changes: Partial<View>): View => ({ ...DEFAULT_VIEW, apps: ['a'], ...changes });

describe('listSegments', () => {
  it.each<[string, Partial<View>, string[]]>([
    ['no app', { apps: [], split: 'os' }, []],
    ['no split', {}, ['all']],
    ['OS', { split: 'os' }, ['all', 'ios', 'android']],
    ['terminal', { split: 'terminal' }, ['all', 'web', 'mobile']],
    [
      'OS × terminal',
      { split: 'os-terminal' },
      ['all', 'ios-web', 'ios-mobile', 'android-web', 'android-mobile'],
    ],
    ['a filter without split', { os: 'Android' }, ['android']],
    ['OS within iOS: only itself', { split: 'os', os: 'iOS' }, ['ios']],
    ['OS within web', { split: 'os', terminal: 'web' }, ['web', 'ios-web', 'android-web']],
    ['terminal within iOS', { split: 'terminal', os: 'iOS' }, ['ios', 'ios-web', 'ios-mobile']],
    [
      'OS × terminal within iOS',
      { split: 'os-terminal', os: 'iOS' },
      ['ios', 'ios-web', 'ios-mobile'],
    ],
    [
      'OS × terminal within one cell',
      { split: 'os-terminal', os: 'iOS', terminal: 'web' },
      ['ios-web'],
    ],
    ['app, one chosen', { split: 'app' }, ['all']],
    ['app, two chosen', { split: 'app', apps: ['a', 'b'] }, ['a:all', 'b:all']],
    ['no split, two apps', { apps: ['a', 'b'] }, ['a:all', 'b:all']],
    [
      'OS, two apps',
      { split: 'os', apps: ['a', 'b'] },
      ['a:all', 'a:ios', 'a:android', 'b:all', 'b:ios', 'b:android'],
    ],
  ])('lists the lines for %s: %s', (_, changes, keys) => {
    expect(listSegments(view(changes)).map((segment) => segment.key)).toEqual(keys);
  });

  it('sets only the filtered dimensions of a subject', () => {
    const [reference, iosWeb] = listSegments(
      view({ split: 'os', terminal: 'web', channelId: 'r' }),
    );
    expect(reference?.subject).toStrictEqual({ appId: 'a', terminal: 'web', channelId: 'r' });
    expect(iosWeb?.subject).toStrictEqual({
      appId: 'a',
      os: 'iOS',
      terminal: 'web',
      channelId: 'r',
    });
  });

  it('starts with the reference, stays within the filters and repeats neither key nor subject', () => {
    const views = fc.record({
      apps: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }),
      split: fc.constantFrom(...SPLITS),
      os: fc.constantFrom(undefined, ...OSES),
      terminal: fc.constantFrom(undefined, ...TERMINALS),
    });
    fc.assert(
      fc.property(views, ({ apps, split, os, terminal }) => {
        const shown = view({ apps, split, ...(os && { os }), ...(terminal && { terminal }) });
        const segments = listSegments(shown);
        expect(segments[0]?.subject).toEqual({ appId: apps[0], os, terminal });
        expect(new Set(segments.map((segment) => segment.key)).size).toBe(segments.length);
        const subjects = segments.map((segment) => JSON.stringify(segment.subject));
        expect(new Set(subjects).size).toBe(segments.length);
        for (const { subject } of segments) {
          expect(subject).toMatchObject({ ...(os && { os }), ...(terminal && { terminal }) });
        }
      }),
    );
  });
});

describe('listMatrixCells', () => {
  it.each<[string, Partial<View>, string[]]>([
    ['no app', { apps: [] }, []],
    [
      'no filter',
      {},
      'all web mobile ios ios-web ios-mobile android android-web android-mobile'.split(' '),
    ],
    ['iOS only', { os: 'iOS' }, ['ios', 'ios-web', 'ios-mobile']],
    ['one cell', { os: 'iOS', terminal: 'web' }, ['ios-web']],
  ])('lists cells row by row: %s', (_, changes, ids) => {
    expect(listMatrixCells(view(changes)).map(({ segment }) => segment.id)).toEqual(ids);
  });

  it('uses the first of several apps', () => {
    const apps = listMatrixCells(view({ apps: ['a', 'b'] })).map(
      ({ segment }) => segment.subject.appId,
    );
    expect(new Set(apps)).toEqual(new Set(['a']));
  });
});
