import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, OSES, TERMINALS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR, STEP } from '../../src/contract/domain/time.ts';
import { REQUEST_PRIORITIES, planRequests } from '../../src/planning/plan-requests.ts';
import { planWindows } from '../../src/planning/plan-windows.ts';
import { MAX_APPS } from '../../src/view/view.ts';

const SUBJECTS = [{ appId: 'a', metric: 'FirstFrameCost' }] as const;

describe('planRequests', () => {
  it.each([
    ['a part of one day', 3 * HOUR, 7 * HOUR, 2],
    ['parts of two days', 20 * HOUR, 30 * HOUR, 3],
    ['one day', DAY, 2 * DAY, 1],
    ['24 hours of two days', 12 * HOUR, 36 * HOUR, 3],
    ['more than 24 hours', 12 * HOUR, 37 * HOUR, 2],
    ['nothing', DAY, DAY, 0],
  ])('requests the span itself where one summary covers it: %s', (_, begin, end, count) => {
    expect(planRequests(SUBJECTS, { begin, end }).requests).toHaveLength(count);
  });

  it('requests every window, and the span at most once more', () => {
    const steps = fc.integer({ min: 0, max: 40 * 288 }).map((step) => step * STEP);
    fc.assert(
      fc.property(steps, steps, (begin, length) => {
        const span = { begin, end: begin + length };
        const { subjects, windows, requests } = planRequests(SUBJECTS, span);
        expect(subjects).toEqual(SUBJECTS);
        expect(windows).toEqual(planWindows(span));
        expect(requests.slice(0, windows.length)).toEqual(windows);
        const isExtra = length > 0 && length <= DAY && !(begin % DAY === 0 && length === DAY);
        expect(requests.slice(windows.length)).toEqual(isExtra ? [span] : []);
      }),
    );
  });
});

describe('REQUEST_PRIORITIES', () => {
  it('leaves room for the subjects of each plan', () => {
    const priorities = Object.values(REQUEST_PRIORITIES);
    expect(priorities).toEqual(priorities.toSorted((a, b) => a - b));
    const gaps = priorities.slice(1).map((priority, i) => priority - (priorities[i] ?? 0));
    const maxLines = 1 + OSES.length * TERMINALS.length;
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(MAX_APPS * maxLines * METRICS.length);
  });
});
