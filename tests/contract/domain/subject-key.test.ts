import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, OSES, TERMINALS } from '../../../src/contract/domain/metrics.ts';
import { subjectKey, windowKey } from '../../../src/contract/domain/subject-key.ts';
import { DAY } from '../../../src/contract/domain/time.ts';

const subjects = fc.record(
  {
    appId: fc.constantFrom('a', 'a","b', 'b'),
    metric: fc.constantFrom(...METRICS),
    os: fc.option(fc.constantFrom(...OSES), { nil: undefined }),
    terminal: fc.option(fc.constantFrom(...TERMINALS), { nil: undefined }),
    channelId: fc.option(fc.constantFrom('room', '["room"]'), { nil: undefined }),
  },
  { requiredKeys: ['appId', 'metric'] },
);
const requests = fc
  .tuple(subjects, fc.constantFrom(0, DAY), fc.constantFrom(2 * DAY, 3 * DAY))
  .map(([subject, begin, end]) => ({ ...subject, begin, end }));

/** Ignores members that are present but undefined. */
function isSame(a: object, b: object): boolean {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).toSorted());
  const defined = (value: object) => JSON.parse(JSON.stringify(value));
  return sorted(defined(a)) === sorted(defined(b));
}

describe('subjectKey', () => {
  it('returns the same text exactly when two subjects are equal', () => {
    fc.assert(
      fc.property(subjects, subjects, (a, b) => {
        expect(subjectKey(a) === subjectKey(b)).toBe(isSame(a, b));
      }),
    );
  });

  it('ignores the time of a window request', () => {
    fc.assert(
      fc.property(subjects, (subject) => {
        const window = { ...subject, begin: 0, end: DAY };
        expect(subjectKey(window)).toBe(subjectKey(subject));
      }),
    );
  });
});

describe('windowKey', () => {
  it('returns the same text exactly when two requests are equal', () => {
    fc.assert(
      fc.property(requests, requests, (a, b) => {
        expect(windowKey(a) === windowKey(b)).toBe(isSame(a, b));
      }),
    );
  });
});
