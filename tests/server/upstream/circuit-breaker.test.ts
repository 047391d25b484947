import { describe, expect, it } from 'vitest';
import {
  MAX_OPEN_TIME,
  MIN_CONSECUTIVE_FAILURES,
  MIN_FAILING_TIME,
  OPEN_TIME,
  REJECTION_OPEN_TIME,
  createCircuitBreaker,
} from '../../../src/server/upstream/circuit-breaker.ts';
import { unreachable } from '../../../src/server/upstream/classify-error.ts';

const outage = unreachable(undefined);

function createManualBreaker() {
  let at = 0;
  const breaker = createCircuitBreaker(() => at);
  return { breaker, pass: (ms: number) => void (at += ms) };
}

/** A breaker that an outage has opened. */
function createOpenBreaker() {
  const { breaker, pass } = createManualBreaker();
  for (let n = 0; n < MIN_CONSECUTIVE_FAILURES; n += 1) {
    pass(1_000);
    breaker.startAttempt()('failure', outage);
  }
  return { breaker, pass };
}

describe('createCircuitBreaker', () => {
  it('stays closed while some attempts succeed', () => {
    const { breaker, pass } = createManualBreaker();
    for (let n = 0; n < 1_000; n += 1) {
      pass(1_000);
      const isSuccess = n % MIN_CONSECUTIVE_FAILURES === 0;
      breaker.startAttempt()(isSuccess ? 'success' : 'failure', outage);
    }
    expect(breaker.state).toBe('closed');
  });

  it('stays closed when many attempts fail at the same moment', () => {
    const { breaker, pass } = createManualBreaker();
    const attempts = Array.from({ length: 1_000 }, () => breaker.startAttempt());
    pass(MIN_FAILING_TIME - 1);
    for (const report of attempts) report('failure', outage);
    expect(breaker.state).toBe('closed');
  });

  it('opens after lasting failure, then allows one probe, which closes it by its success', () => {
    const { breaker, pass } = createOpenBreaker();
    expect(breaker.state).toBe('open');
    expect(breaker.getBlock()).toEqual({ failure: outage, waitMs: OPEN_TIME });
    pass(OPEN_TIME);
    expect(breaker.state).toBe('half-open');
    expect(breaker.getBlock()).toBeUndefined();
    const reportProbe = breaker.startAttempt();
    expect(breaker.getBlock()).toMatchObject({ failure: outage });
    reportProbe('success');
    expect([breaker.state, breaker.getBlock()]).toEqual(['closed', undefined]);
  });

  it('doubles the open time after each failed probe, up to a maximum', () => {
    const { breaker, pass } = createOpenBreaker();
    const waits = Array.from({ length: 8 }, () => {
      const waitMs = breaker.getBlock()?.waitMs ?? 0;
      pass(waitMs);
      breaker.startAttempt()('failure', outage);
      return waitMs;
    });
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30].map((seconds) => seconds * 1_000));
    expect(Math.max(...waits)).toBe(MAX_OPEN_TIME);
  });

  it('allows another probe when the first one is ignored', () => {
    const { breaker, pass } = createOpenBreaker();
    pass(OPEN_TIME);
    breaker.startAttempt()('ignored');
    expect(breaker.getBlock()).toBeUndefined();
  });

  it('does not extend the open time for attempts that were under way when it opened', () => {
    const { breaker, pass } = createManualBreaker();
    const reportLate = breaker.startAttempt();
    breaker.startAttempt()('rejected', outage);
    pass(10_000);
    reportLate('rejected', outage);
    expect(breaker.getBlock()?.waitMs).toBe(REJECTION_OPEN_TIME - 10_000);
  });

  it('closes when a rejection is reset, and ignores rejections of earlier attempts', () => {
    const { breaker } = createManualBreaker();
    const reportLate = breaker.startAttempt();
    breaker.startAttempt()('rejected', outage);
    breaker.resetRejection();
    expect(breaker.getBlock()).toBeUndefined();
    reportLate('rejected', outage);
    expect(breaker.getBlock()).toBeUndefined();
    breaker.startAttempt()('rejected', outage);
    expect(breaker.state).toBe('open');
  });

  it('stays open after an outage when a rejection is reset', () => {
    const { breaker } = createOpenBreaker();
    breaker.resetRejection();
    expect(breaker.state).toBe('open');
  });
});
