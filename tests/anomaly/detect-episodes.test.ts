import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY, DAY, STEP } from '../../src/contract/domain/time.ts';
import { mergeWindows } from '../../src/series/merge-windows.ts';
import { BucketState } from '../../src/series/series.ts';
import { BEGIN, build, calmMs, watch, within } from '../support/anomaly/detection-input.ts';

const at = (bucket: number) => BEGIN + bucket * STEP;
const by = (factor: number) => (value: number) => factor * value;

/** Two hours 40 % slower on the sixth day of seven. */
const FROM = 5 * BUCKETS_PER_DAY + 130;
const TO = FROM + 24;
const slowed = within(calmMs(7), FROM, TO, by(1.4));

describe('watching a series', () => {
  it('finds nothing where nothing is', () => {
    for (const days of [4, 7, 14, 30]) {
      expect(watch(build(calmMs(days)))).toMatchObject({ judged: 'all', episodes: [] });
    }
  });

  it('finds when it began and ended, how bad it was, and against what', () => {
    const { episodes } = watch(build(slowed));
    expect(episodes).toHaveLength(1);
    const [episode] = episodes;
    expect(episode).toMatchObject({
      metric: 'FirstFrameCost',
      kind: 'usual',
      onset: 'sudden',
      begin: at(FROM),
      end: at(TO),
      isOngoing: false,
      outOfGoalMs: 0,
    });
    expect((episode?.value ?? 0) / (episode?.baseline ?? 1)).toBeCloseTo(1.4, 1);
    const worst = Math.max(...slowed.slice(FROM, TO));
    expect(episode?.worst).toEqual({ value: worst, at: at(slowed.indexOf(worst)) });
  });

  it('says that it goes on when it has not ended', () => {
    const [episode] = watch(
      build(within(calmMs(7), 7 * BUCKETS_PER_DAY - 20, Infinity, by(1.4))),
    ).episodes;
    expect(episode).toMatchObject({ isOngoing: true, end: at(7 * BUCKETS_PER_DAY) });
  });

  it('does not mind two buckets, nor a twentieth', () => {
    expect(watch(build(within(calmMs(7), FROM, FROM + 2, by(2)))).episodes).toEqual([]);
    expect(watch(build(within(calmMs(7), FROM, TO, by(1.04)))).episodes).toEqual([]);
  });

  it('does not mind what is better than usual', () => {
    expect(watch(build(within(calmMs(7), FROM, TO, by(0.5)))).episodes).toEqual([]);
  });

  it('takes two with half an hour between them for one, and with more for two', () => {
    const twice = (pause: number) =>
      watch(build(within(slowed, TO + pause, TO + pause + 12, by(1.4)))).episodes;
    expect(twice(6)).toHaveLength(1);
    expect(twice(12)).toHaveLength(2);
  });

  it('finds in join success what is lower', () => {
    const rates = calmMs(7).map((value) => 100 - value / 1_000);
    const { episodes } = watch(
      build(within(rates, FROM, TO, (rate) => rate - 2)),
      'JoinChannelSucRate',
    );
    expect(episodes).toMatchObject([{ begin: at(FROM), end: at(TO), kind: 'usual' }]);
    expect(episodes[0]?.value).toBeLessThan(episodes[0]?.baseline ?? 0);
  });

  it('finds what is out of goal though it is usual, with the time it missed', () => {
    // For a third of every day.
    const evenings = calmMs(7).map((value, i) => (i % BUCKETS_PER_DAY < 96 ? 1.2 * value : value));
    const { episodes } = watch(build(evenings), 'FirstFrameCost', 1_110);
    expect(episodes).toHaveLength(7);
    for (const { kind, outOfGoalMs, begin, end } of episodes) {
      expect(kind).toBe('goal');
      expect(outOfGoalMs).toBeGreaterThan(0.9 * (end - begin));
    }
  });

  it('says once what is both out of goal and unusual', () => {
    const { episodes } = watch(build(slowed), 'FirstFrameCost', 1_150);
    expect(episodes).toMatchObject([{ kind: 'usual', outOfGoalMs: TO * STEP - FROM * STEP }]);
  });

  it('knows only the goal before there are four days', () => {
    const short = build(slowed.slice(3 * BUCKETS_PER_DAY));
    expect(watch(build(slowed.slice(4 * BUCKETS_PER_DAY)))).toMatchObject({
      judged: 'goalOnly',
      episodes: [],
    });
    expect(watch(short).judged).toBe('all');
    const missed = watch(build(slowed.slice(4 * BUCKETS_PER_DAY)), 'FirstFrameCost', 1_250);
    expect(missed.episodes).toMatchObject([{ kind: 'goal', baseline: null }]);
  });

  it('says nothing of a series with less than half of its points', () => {
    const sparse = slowed.map((value, i) => (i % 2 === 0 || i % 5 === 1 ? Number.NaN : value));
    expect(watch(build(sparse))).toMatchObject({ judged: 'none', episodes: [] });
    expect(watch(build([]))).toMatchObject({ judged: 'none', episodes: [] });
  });

  it('finds nothing in gaps, and nothing in what has not settled', () => {
    const holes = calmMs(7).map((value, i) => (i > FROM && i < TO + 100 ? Number.NaN : value));
    expect(watch(build(holes)).episodes).toEqual([]);
    const late = build(within(calmMs(7), 7 * BUCKETS_PER_DAY - 6, Infinity, by(3)));
    late.states.fill(BucketState.Provisional, late.states.length - 6);
    expect(watch(late).episodes).toEqual([]);
  });

  it('does not join two by a gap of hours', () => {
    const holed = within(
      within(calmMs(7), FROM, FROM + 60, by(1.4)),
      FROM + 12,
      FROM + 48,
      () => Number.NaN,
    );
    expect(watch(build(holed)).episodes).toHaveLength(2);
  });

  describe('over weeks', () => {
    const DRIFT = 20 * BUCKETS_PER_DAY + 55;
    const END = 26 * BUCKETS_PER_DAY;
    const drifting = calmMs(30).map((value, i) =>
      i >= DRIFT && i < END ? value * (1 + (0.4 * (i - DRIFT)) / (END - DRIFT)) : value,
    );

    it('finds what creeps away, within a day of its beginning', () => {
      const { episodes } = watch(build(drifting));
      expect(episodes).toMatchObject([{ onset: 'slow', kind: 'usual' }]);
      expect(Math.abs((episodes[0]?.begin ?? 0) - at(DRIFT))).toBeLessThan(DAY);
      expect(Math.abs((episodes[0]?.end ?? 0) - at(END))).toBeLessThan(DAY / 2);
    });

    it('still finds a sudden one inside it', () => {
      const both = within(drifting, END - 600, END - 590, by(2));
      const sudden = watch(build(both)).episodes.filter(({ onset }) => onset === 'sudden');
      expect(sudden).toMatchObject([{ begin: at(END - 600), end: at(END - 590) }]);
    });

    it('leaves weekends alone that are as weekends are', () => {
      const weekly = calmMs(28).map((value, i) =>
        Math.floor(i / BUCKETS_PER_DAY) % 7 > 4 ? 1.3 * value : value,
      );
      expect(watch(build(weekly)).episodes).toEqual([]);
    });
  });

  describe('whatever the way', () => {
    const found = watch(build(slowed)).episodes;

    it('finds the same in whatever order windows came', () => {
      const days = Array.from({ length: 7 }, (_, day) => ({
        begin: at(day * BUCKETS_PER_DAY),
        values: slowed.slice(day * BUCKETS_PER_DAY, (day + 1) * BUCKETS_PER_DAY),
        fetchedAt: at(20 * BUCKETS_PER_DAY),
      }));
      fc.assert(
        fc.property(fc.shuffledSubarray(days, { minLength: 7 }), (shuffled) => {
          const series = mergeWindows({ begin: at(0), end: at(7 * BUCKETS_PER_DAY) }, shuffled, 0);
          expect(watch(series).episodes).toEqual(found);
        }),
        { numRuns: 10 },
      );
    });

    it('finds the same in other units of the same', () => {
      fc.assert(
        fc.property(fc.double({ min: 0.6, max: 8, noNaN: true }), (factor) => {
          const scaled = watch(build(slowed.map(by(factor))), 'FirstFrameCost', 2_000 * factor);
          expect(scaled.episodes.map(({ begin, end }) => ({ begin, end }))).toEqual(
            found.map(({ begin, end }) => ({ begin, end })),
          );
        }),
        { numRuns: 20 },
      );
    });

    it('finds the same with more calm days before it', () => {
      for (const more of [1, 5, 7, 23]) {
        const longer = [...calmMs(more, 999), ...slowed];
        const begin = BEGIN - more * DAY;
        expect(watch(build(longer, begin)).episodes).toMatchObject(
          found.map((episode) => ({ begin: episode.begin, end: episode.end, kind: episode.kind })),
        );
      }
    });

    it('finds the same whatever time of day the range begins', () => {
      fc.assert(
        fc.property(fc.integer({ min: 0, max: BUCKETS_PER_DAY }), (cut) => {
          const { episodes } = watch(build(slowed.slice(cut), at(cut)));
          expect(episodes).toMatchObject([{ begin: at(FROM), end: at(TO) }]);
        }),
        { numRuns: 20 },
      );
    });
  });
});
