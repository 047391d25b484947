import { STEP } from '../contract/domain/time.ts';
import type { EpochMs } from '../contract/domain/time.ts';

/** Indexes buckets by their slot: the position within a cycle of `period` buckets. */
export function createSeasonalIndex(length: number, begin: EpochMs, period: number) {
  const firstSlot = modulo(Math.round(begin / STEP), period);
  const collected = new Float64Array(length + period);
  const index = {
    /** Number of cycles in the last `collect`. */
    cycles: 0,
    slotOf: (i: number) => modulo(firstSlot + i, period),
    /** Collects values near `slot`; the next call overwrites them. */
    collect(values: Float64Array, slot: number, halfWindow: number): Float64Array {
      let count = 0;
      index.cycles = 0;
      const first = modulo(slot - firstSlot, period) - period;
      for (let center = first; center < length + halfWindow; center += period) {
        const countBefore = count;
        const from = Math.max(0, center - halfWindow);
        const to = Math.min(length - 1, center + halfWindow);
        for (let i = from; i <= to; i++) {
          const value = values[i] ?? Number.NaN;
          if (value === value) collected[count++] = value;
        }
        if (count > countBefore) index.cycles++;
      }
      return collected.subarray(0, count);
    },
  };
  return index;
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
