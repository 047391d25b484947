import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY, DAY, STEP } from '../../src/contract/domain/time.ts';
import { mergeWindows } from '../../src/series/merge-windows.ts';
import { BucketState } from '../../src/series/series.ts';
import { buildCalmDays, changeWithin, detect } from '../support/anomaly/detection-input.ts';
import { BEGIN, buildSettled } from '../support/build-series.ts';

const at = (bucket: number) => BEGIN + bucket * STEP;
const by = (factor: number) => (value: number) => factor * value;

// Two hours are 40 % slower on the sixth day of seven.
const FROM = 5 * BUCKETS_PER_DAY + 130;
const TO = FROM + 24;
const slowed = changeWithin(buildCalmDays(7), FROM, TO, by(1.4));

describe('detectEpisodes', () => {
  it('finds nothing in calm days', () => {
    for (const days of [4, 7, 14, 30]) {
      expect(detect(buildSettled(buildCalmDays(days)))).toMatchObject({
        coverage: 'full',
        episodes: [],
      });
    }
  });

  it('reports bounds, size and baseline of an episode', () => {
    const { episodes } = detect(buildSettled(slowed));
    expect(episodes).toHaveLength(1);
    const [episode] = episodes;
    expect(episode).toMatchObject({
      metric: 'FirstFrameCost',
      kind: 'baseline',
      onset: 'spike',
      begin: at(FROM),
      end: at(TO),
      isOngoing: false,
      outOfGoalMs: 0,
    });
    expect((episode?.value ?? 0) / (episode?.baseline ?? 1)).toBeCloseTo(1.4, 1);
    const worst = Math.max(...slowed.slice(FROM, TO));
    expect(episode?.worst).toEqual({ value: worst, at: at(slowed.indexOf(worst)) });
  });

  it('marks an episode that has not ended as ongoing', () => {
    const [episode] = detect(
      buildSettled(changeWithin(buildCalmDays(7), 7 * BUCKETS_PER_DAY - 20, Infinity, by(1.4))),
    ).episodes;
    expect(episode).toMatchObject({ isOngoing: true, end: at(7 * BUCKETS_PER_DAY) });
  });

  it('ignores two buckets, and a difference of 4 %', () => {
    expect(
      detect(buildSettled(changeWithin(buildCalmDays(7), FROM, FROM + 2, by(2)))).episodes,
    ).toEqual([]);
    expect(
      detect(buildSettled(changeWithin(buildCalmDays(7), FROM, TO, by(1.04)))).episodes,
    ).toEqual([]);
  });

  it('ignores improvements', () => {
    expect(
      detect(buildSettled(changeWithin(buildCalmDays(7), FROM, TO, by(0.5)))).episodes,
    ).toEqual([]);
  });

  it('joins spikes with a gap of half an hour, and separates them with a longer one', () => {
    const detectTwo = (gap: number) =>
      detect(buildSettled(changeWithin(slowed, TO + gap, TO + gap + 12, by(1.4)))).episodes;
    expect(detectTwo(6)).toHaveLength(1);
    expect(detectTwo(12)).toHaveLength(2);
  });

  it('finds drops where higher is better', () => {
    const rates = buildCalmDays(7).map((value) => 100 - value / 1_000);
    const { episodes } = detect(
      buildSettled(changeWithin(rates, FROM, TO, (rate) => rate - 2)),
      'JoinChannelSucRate',
    );
    expect(episodes).toMatchObject([{ begin: at(FROM), end: at(TO), kind: 'baseline' }]);
    expect(episodes[0]?.value).toBeLessThan(episodes[0]?.baseline ?? 0);
  });

  it('finds regular misses of the goal, and their duration', () => {
    // A third of every day.
    const evenings = buildCalmDays(7).map((value, i) =>
      i % BUCKETS_PER_DAY < 96 ? 1.2 * value : value,
    );
    const { episodes } = detect(buildSettled(evenings), 'FirstFrameCost', 1_110);
    expect(episodes).toHaveLength(7);
    for (const { kind, outOfGoalMs, begin, end } of episodes) {
      expect(kind).toBe('goal');
      expect(outOfGoalMs).toBeGreaterThan(0.9 * (end - begin));
    }
  });

  it('reports once what misses both goal and baseline', () => {
    const { episodes } = detect(buildSettled(slowed), 'FirstFrameCost', 1_150);
    expect(episodes).toMatchObject([{ kind: 'baseline', outOfGoalMs: TO * STEP - FROM * STEP }]);
  });

  it('detects only missed goals in less than four days', () => {
    const short = buildSettled(slowed.slice(3 * BUCKETS_PER_DAY));
    expect(detect(buildSettled(slowed.slice(4 * BUCKETS_PER_DAY)))).toMatchObject({
      coverage: 'goal-only',
      episodes: [],
    });
    expect(detect(short).coverage).toBe('full');
    const missed = detect(buildSettled(slowed.slice(4 * BUCKETS_PER_DAY)), 'FirstFrameCost', 1_250);
    expect(missed.episodes).toMatchObject([{ kind: 'goal', baseline: null }]);
  });

  it('returns nothing with less than half of the values', () => {
    const sparse = slowed.map((value, i) => (i % 2 === 0 || i % 5 === 1 ? Number.NaN : value));
    expect(detect(buildSettled(sparse))).toMatchObject({ coverage: 'insufficient', episodes: [] });
    expect(detect(buildSettled([]))).toMatchObject({ coverage: 'insufficient', episodes: [] });
  });

  it('ignores gaps and unsettled values', () => {
    const holes = buildCalmDays(7).map((value, i) =>
      i > FROM && i < TO + 100 ? Number.NaN : value,
    );
    expect(detect(buildSettled(holes)).episodes).toEqual([]);
    const late = buildSettled(
      changeWithin(buildCalmDays(7), 7 * BUCKETS_PER_DAY - 6, Infinity, by(3)),
    );
    late.states.fill(BucketState.Provisional, late.states.length - 6);
    expect(detect(late).episodes).toEqual([]);
  });

  it('does not join spikes across hours without values', () => {
    const holed = changeWithin(
      changeWithin(buildCalmDays(7), FROM, FROM + 60, by(1.4)),
      FROM + 12,
      FROM + 48,
      () => Number.NaN,
    );
    expect(detect(buildSettled(holed)).episodes).toHaveLength(2);
  });

  describe('over weeks', () => {
    const DRIFT = 20 * BUCKETS_PER_DAY + 55;
    const END = 26 * BUCKETS_PER_DAY;
    const drifting = buildCalmDays(30).map((value, i) =>
      i >= DRIFT && i < END ? value * (1 + (0.4 * (i - DRIFT)) / (END - DRIFT)) : value,
    );

    it('finds a drift within a day of its onset', () => {
      const { episodes } = detect(buildSettled(drifting));
      expect(episodes).toMatchObject([{ onset: 'drift', kind: 'baseline' }]);
      expect(Math.abs((episodes[0]?.begin ?? 0) - at(DRIFT))).toBeLessThan(DAY);
      expect(Math.abs((episodes[0]?.end ?? 0) - at(END))).toBeLessThan(DAY / 2);
    });

    it('finds a spike within a drift', () => {
      const both = changeWithin(drifting, END - 600, END - 590, by(2));
      const spikes = detect(buildSettled(both)).episodes.filter(({ onset }) => onset === 'spike');
      expect(spikes).toMatchObject([{ begin: at(END - 600), end: at(END - 590) }]);
    });

    it('ignores regular weekends', () => {
      const weekly = buildCalmDays(28).map((value, i) =>
        Math.floor(i / BUCKETS_PER_DAY) % 7 > 4 ? 1.3 * value : value,
      );
      expect(detect(buildSettled(weekly)).episodes).toEqual([]);
    });
  });

  describe('invariants', () => {
    const expected = detect(buildSettled(slowed)).episodes;

    it('does not depend on the order of windows', () => {
      const days = Array.from({ length: 7 }, (_, day) => ({
        begin: at(day * BUCKETS_PER_DAY),
        values: slowed.slice(day * BUCKETS_PER_DAY, (day + 1) * BUCKETS_PER_DAY),
        fetchedAt: at(20 * BUCKETS_PER_DAY),
      }));
      fc.assert(
        fc.property(fc.shuffledSubarray(days, { minLength: 7 }), (shuffled) => {
          const series = mergeWindows({ begin: at(0), end: at(7 * BUCKETS_PER_DAY) }, shuffled, 0);
          expect(detect(series).episodes).toEqual(expected);
        }),
        { numRuns: 10 },
      );
    });

    it('does not depend on the scale of values', () => {
      fc.assert(
        fc.property(fc.double({ min: 0.6, max: 8, noNaN: true }), (factor) => {
          const scaled = detect(
            buildSettled(slowed.map(by(factor))),
            'FirstFrameCost',
            2_000 * factor,
          );
          expect(scaled.episodes.map(({ begin, end }) => ({ begin, end }))).toEqual(
            expected.map(({ begin, end }) => ({ begin, end })),
          );
        }),
        { numRuns: 20 },
      );
    });

    it('does not depend on additional calm days', () => {
      for (const days of [1, 5, 7, 23]) {
        const longer = [...buildCalmDays(days, 999), ...slowed];
        const begin = BEGIN - days * DAY;
        expect(detect(buildSettled(longer, begin)).episodes).toMatchObject(
          expected.map((episode) => ({
            begin: episode.begin,
            end: episode.end,
            kind: episode.kind,
          })),
        );
      }
    });

    it('does not depend on the time of day at which the range begins', () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: BUCKETS_PER_DAY }), (cut) => {
          const { episodes } = detect(buildSettled(slowed.slice(cut), at(cut)));
          expect(episodes).toMatchObject([{ begin: at(FROM), end: at(TO) }]);
        }),
        { numRuns: 20 },
      );
    });
  });
});
