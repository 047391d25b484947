import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isolateSeries,
  toggleSeries,
} from '../../../../../src/app/panels/main-chart/legend/hide-series.ts';

const KEYS = ['all', 'ios', 'android'];

describe('isolateSeries', () => {
  it('shows all series when the only visible one is isolated again', () => {
    expect(isolateSeries(KEYS, ['all', 'android'], 'ios')).toEqual([]);
  });
});

describe.each([
  ['isolateSeries', isolateSeries],
  ['toggleSeries', toggleSeries],
])('%s', (_name, change) => {
  it('never hides the last series and keeps keys that are not on the chart', () => {
    const subset = fc.subarray([...KEYS, 'web']);
    fc.assert(
      fc.property(subset, fc.constantFrom(...KEYS), (before, key) => {
        const hidden = before.length >= 3 ? ['web'] : before;
        const after = change(KEYS, hidden, key);
        expect(KEYS.some((name) => !after.includes(name))).toBe(true);
        expect(after.includes('web')).toBe(hidden.includes('web'));
      }),
    );
  });
});
