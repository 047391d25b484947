import { describe, expect, it } from 'vitest';
import { MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { computePoints } from '../../../src/simulator/model/metric-model.ts';
import { CALM_WORLD, CLASSROOM, mean } from '../../support/simulator.ts';

const BUCKET = Date.UTC(2026, 10, 22, 12);

/** The point of the bucket at `begin`, some minutes after its end. */
function computePoint(begin: number, minutesAfterEnd: number) {
  return computePoints(
    CALM_WORLD,
    { appId: CLASSROOM, metric: 'FirstFrameCost', begin, end: begin },
    begin + STEP + minutesAfterEnd * MINUTE,
  )[0];
}

describe('dataDelayOf', () => {
  it('completes a bucket in parts within 13 minutes', () => {
    const final = computePoint(BUCKET, 60);
    expect(computePoint(BUCKET, 13)).toEqual(final);
    const partial = computePoint(BUCKET, 7.1);
    expect(partial?.joins).toBeGreaterThan(0.5 * (final?.joins ?? 0));
    expect(partial?.joins).toBeLessThan(0.95 * (final?.joins ?? 0));
    expect(partial?.value).not.toBe(final?.value);
  });

  it('never reduces the joins of a bucket', () => {
    for (let i = 0; i < 200; i += 1) {
      let previous = 0;
      for (let minutes = -5; minutes <= 15; minutes += 0.5) {
        const joins = computePoint(BUCKET + i * STEP, minutes)?.joins ?? 0;
        expect(joins).toBeGreaterThanOrEqual(previous);
        previous = joins;
      }
    }
  });

  it('delivers data of some running buckets', () => {
    const counts = Array.from({ length: 200 }, (_, i) =>
      computePoint(BUCKET + i * STEP, -1) === undefined ? 0 : 1,
    );
    const share = mean(counts);
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.55);
  });
});
