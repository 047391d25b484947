import { THRESHOLDS } from './thresholds.ts';

/** Buckets `[from, to)`. */
export interface Run {
  from: number;
  to: number;
}

// Of the buckets between two runs.
const MIN_SIMILAR_SHARE = 0.7;

/** Finds runs of `isOutside`, extended by `isNear`; joins them across short or mostly `isSimilar` gaps. */
export function findRuns(
  length: number,
  isOutside: (i: number) => boolean,
  isNear: (i: number) => boolean = isOutside,
  isSimilar: (i: number) => boolean = isNear,
): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < length; i++) {
    if (!isOutside(i)) continue;
    let to = i + 1;
    while (to < length && isOutside(to)) to++;
    if (to - i >= THRESHOLDS.minBuckets) {
      let from = i;
      const last = runs.at(-1);
      while (from > (last?.to ?? 0) && isNear(from - 1)) from--;
      while (to < length && isNear(to)) to++;
      if (last && isOneRun(last, { from, to }, isSimilar)) last.to = to;
      else runs.push({ from, to });
    }
    i = to;
  }
  return runs;
}

function isOneRun(run: Run, next: Run, isSimilar: (i: number) => boolean): boolean {
  const gap = next.from - run.to;
  if (gap <= THRESHOLDS.maxGap) return true;
  if (gap > run.to - run.from + next.to - next.from) return false;
  let similar = 0;
  for (let i = run.to; i < next.from; i++) if (isSimilar(i)) similar++;
  return similar >= MIN_SIMILAR_SHARE * gap;
}
