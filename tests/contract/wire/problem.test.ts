import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES, ProblemSchema, isRetryable } from '../../../src/contract/wire/problem.ts';

describe('ProblemSchema', () => {
  it.each(PROBLEM_CODES)('reads the code %s', (code) => {
    const problem = { code, message: 'Text.', retryable: false };
    expect(v.parse(ProblemSchema, problem)).toEqual(problem);
  });

  it('reads a code of a newer server as internal, and keeps the rest', () => {
    expect(
      v.parse(ProblemSchema, {
        code: 'quota_moved',
        message: 'Text.',
        retryable: true,
        requestId: 'r',
        trace: ['new'],
      }),
    ).toEqual({ code: 'internal', message: 'Text.', retryable: true, requestId: 'r' });
  });

  it.each([{}, { code: 7, message: 'Text.', retryable: true }, { code: 'internal' }, null])(
    'rejects what is no problem: %j',
    (value) => {
      expect(v.is(ProblemSchema, value)).toBe(false);
    },
  );
});

describe('isRetryable', () => {
  it('holds for retryable problems and those with a retry time', () => {
    const problem = { code: 'throttled', message: 'Text.', retryable: false } as const;
    expect(isRetryable(problem)).toBe(false);
    expect(isRetryable({ ...problem, retryAfterMs: 5 })).toBe(true);
    expect(isRetryable({ ...problem, retryable: true })).toBe(true);
  });
});
