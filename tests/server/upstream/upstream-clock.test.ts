import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/contract/domain/time.ts';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import type { Log } from '../../../src/server/telemetry/log.ts';
import { createUpstreamClock } from '../../../src/server/upstream/upstream-clock.ts';
import { NOW } from '../../support/server/test-doubles.ts';

/** The time in a Date header written at `at`, which has a resolution of one second. */
const dateHeaderAt = (at: number) => Math.floor(at / 1_000) * 1_000;

describe('createUpstreamClock', () => {
  it('returns local time while it agrees with the Date headers', () => {
    let local = NOW + 250;
    const clock = createUpstreamClock(() => local, SILENT_LOG);
    const endRequest = clock.startRequest();
    local += 80;
    expect(endRequest(dateHeaderAt(NOW + 290))).toEqual({
      sentAt: NOW + 250,
      earliestSentAt: NOW - 80,
    });
    expect(clock.now()).toBe(NOW + 330);
  });

  it('is accurate to one second plus the response time, and never overestimates earliestSentAt', () => {
    const duration = { min: 0, max: 20_000 };
    const call = fc.record({
      wait: fc.integer(duration),
      out: fc.integer(duration),
      back: fc.integer(duration),
      // A new offset of the local clock, if it is changed before the call.
      set: fc.option(fc.integer({ min: -DAY, max: DAY }), { freq: 5 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: -DAY, max: DAY }),
        fc.array(call, { minLength: 1 }),
        (initialOffset, calls) => {
          let upstreamNow = NOW;
          let offset = initialOffset;
          const clock = createUpstreamClock(() => upstreamNow + offset, SILENT_LOG);
          for (const { wait, out, back, set } of calls) {
            upstreamNow += wait;
            offset = set ?? offset;
            const [upstreamSentAt, localSentAt] = [upstreamNow, upstreamNow + offset];
            const endRequest = clock.startRequest();
            upstreamNow += out;
            const date = dateHeaderAt(upstreamNow);
            upstreamNow += back;
            const { sentAt, earliestSentAt } = endRequest(date);
            expect(Math.abs(clock.now() - upstreamNow)).toBeLessThanOrEqual(out + back + 1_000);
            expect(Math.abs(sentAt - upstreamSentAt)).toBeLessThanOrEqual(out + back + 1_000);
            expect(earliestSentAt).toBeLessThanOrEqual(Math.min(upstreamSentAt, localSentAt));
          }
        },
      ),
    );
  });

  it('does not overestimate earliestSentAt when the local clock changes during a request', () => {
    for (const [before, after] of [
      [2 * HOUR, 0],
      [0, 2 * HOUR],
      [0, -2 * HOUR],
    ] as const) {
      let local = NOW + before;
      const clock = createUpstreamClock(() => local, SILENT_LOG);
      clock.startRequest()(NOW);
      const endRequest = clock.startRequest();
      local = NOW + after + 100;
      expect(endRequest(NOW).earliestSentAt).toBeLessThanOrEqual(NOW);
    }
  });

  it('returns local time while there are no Date headers', () => {
    const clock = createUpstreamClock(() => NOW, SILENT_LOG);
    expect(clock.startRequest()(undefined)).toEqual({ sentAt: NOW, earliestSentAt: NOW });
  });

  it('logs a difference once', () => {
    const logged: unknown[] = [];
    const warn = (event: string, facts?: object) => void logged.push([event, facts]);
    const log: Log = { ...SILENT_LOG, warn };
    const clock = createUpstreamClock(() => NOW, log);
    for (let n = 0; n < 3; n += 1) clock.startRequest()(NOW - HOUR);
    clock.startRequest()(NOW - HOUR + 10_000);
    expect(logged).toEqual([
      ["this server's clock differs from the upstream's", { offsetMs: -HOUR }],
    ]);
  });
});
