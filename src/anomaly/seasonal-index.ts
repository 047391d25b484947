// A column of time -> what it has at the same time of every day, or of every week.
import { STEP } from '../contract/domain/time.ts';
import type { EpochMs } from '../contract/domain/time.ts';

/** A column of `length` five-minute buckets from `begin`, wound around a period: what lies at the same place of every turn. */
export function createSeasonalIndex(length: number, begin: EpochMs, period: number) {
  const first = modulo(Math.round(begin / STEP), period);
  const found = new Float64Array(length + period);
  const ring = {
    /** How many turns the last `gather` found something in. */
    turns: 0,
    slotOf: (i: number) => modulo(first + i, period),
    /** Every value of `column` within `reach` of `slot`, in a view that the next call overwrites. */
    gather(column: Float64Array, slot: number, reach: number): Float64Array {
      let count = 0;
      ring.turns = 0;
      for (let at = modulo(slot - first, period) - period; at < length + reach; at += period) {
        const before = count;
        const from = Math.max(0, at - reach);
        const to = Math.min(length - 1, at + reach);
        for (let i = from; i <= to; i++) {
          const value = column[i] ?? Number.NaN;
          if (value === value) found[count++] = value;
        }
        if (count > before) ring.turns++;
      }
      return found.subarray(0, count);
    },
  };
  return ring;
}

function modulo(value: number, period: number): number {
  return ((value % period) + period) % period;
}
