import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS, meetsGoal } from '../../../src/contract/domain/metrics.ts';
import { DAY, HOUR, MINUTE, STEP } from '../../../src/contract/domain/time.ts';
import { listChannels } from '../../../src/simulator/model/channels.ts';
import { computePoints, weightedMean } from '../../../src/simulator/model/metric-model.ts';
import type { Point, MetricQuery } from '../../../src/simulator/model/metric-model.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { createWorld } from '../../../src/simulator/model/world.ts';
import {
  CLASSROOM,
  MEETING,
  NOW,
  computeDays,
  buildParams,
  readJson,
  createSignedRequest,
  createTestSimulator,
} from '../../support/simulator.ts';

const calm = createWorld({ seed: 1, apps: DEMO_APPS, incidents: 'none' });
const weekly = createWorld({ seed: 1, apps: DEMO_APPS });
const YESTERDAY = Date.UTC(2026, 10, 21);
const WEEK_AGO = Date.UTC(2026, 10, 15);

function dayOf(changes: Partial<MetricQuery> = {}, world = calm): Point[] {
  return computeDays(world, { begin: YESTERDAY, ...changes }, 1);
}

/** A day's level of the first app. */
function level(changes: Partial<MetricQuery>): number {
  return weightedMean(dayOf(changes)) ?? 0;
}

/** Joins a bucket in the meeting app, over so many buckets. */
function meetingJoins(begin: number, buckets: number): number {
  const points = computeDays(calm, { appId: MEETING, begin }, 1).slice(0, buckets);
  return mean(points.map((it) => it.joins));
}

/** Joins by the hour of a zone's clock. */
function joinsByHour(points: readonly Point[], zone: string): number[] {
  const hours = Array<number>(24).fill(0);
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour: 'numeric',
    hourCycle: 'h23',
  });
  for (const point of points) {
    const hour = Number(format.format(point.at));
    hours[hour] = (hours[hour] ?? 0) + point.joins;
  }
  return hours;
}

async function ask(simulator: ReturnType<typeof createTestSimulator>, channel?: string) {
  return readJson(
    await simulator(await createSignedRequest({ params: buildParams({ ChannelId: channel }) })),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Deviation from one bucket to the next, relative to the level: what is left when the rhythm is taken out. */
function roughness(points: readonly Point[]): number {
  const steps = points.slice(1).map((point, i) => point.value - (points[i]?.value ?? point.value));
  return Math.sqrt(mean(steps.map((step) => step * step))) / mean(points.map((it) => it.value));
}

describe('determinism', () => {
  it('gives the same answers for the same seed and clock, whatever was asked before', async () => {
    const [one, two] = [createTestSimulator(), createTestSimulator()];
    await ask(two, 'room-1');
    const [a, b] = [await ask(one), await ask(two)];
    expect(a.body['Nodes']).toEqual(b.body['Nodes']);
    expect(a.body['SummaryData']).toBe(b.body['SummaryData']);
  });
  it('gives other noise for another seed, of the same level', () => {
    const other = createWorld({ seed: 'another', apps: DEMO_APPS, incidents: 'none' });
    const [a, b] = [dayOf(), dayOf({}, other)];
    expect(a).not.toEqual(b);
    const ratio = (weightedMean(a) ?? 0) / (weightedMean(b) ?? 1);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
  });
  it('gives a bucket the same value whatever the range around it', () => {
    const day = new Map(dayOf().map((point) => [point.at, point]));
    fc.assert(
      fc.property(fc.nat(287), fc.nat(40), (from, length) => {
        const begin = YESTERDAY + from * STEP;
        const end = begin + length * STEP;
        const part = computePoints(
          calm,
          { appId: CLASSROOM, metric: 'FirstFrameCost', begin, end },
          NOW,
        );
        const known = part.filter((point) => point.at < YESTERDAY + DAY);
        expect(known).toEqual(known.map((point) => day.get(point.at)));
      }),
    );
  });
});

describe('mixes', () => {
  const halves = [
    [{}, [{ terminal: 'web' }, { terminal: 'mobile' }]],
    [
      { os: 'Android' },
      [
        { os: 'Android', terminal: 'web' },
        { os: 'Android', terminal: 'mobile' },
      ],
    ],
    [
      { os: 'iOS' },
      [
        { os: 'iOS', terminal: 'web' },
        { os: 'iOS', terminal: 'mobile' },
      ],
    ],
  ] as const;

  it.each(METRICS)(
    '%s: every whole is the mean of its parts, weighted by their joins',
    (metric) => {
      for (const [whole, parts] of halves) {
        const all = dayOf({ metric, ...whole }, weekly);
        const byBucket = new Map<number, Point[]>();
        for (const point of parts.flatMap((part) => dayOf({ metric, ...part }, weekly))) {
          byBucket.set(point.at, [...(byBucket.get(point.at) ?? []), point]);
        }
        expect(all.map((point) => point.at)).toEqual([...byBucket.keys()].sort((a, b) => a - b));
        for (const point of all) {
          const those = byBucket.get(point.at) ?? [];
          expect(point.joins).toBe(those.reduce((sum, it) => sum + it.joins, 0));
          expect(point.value).toBeCloseTo(weightedMean(those) ?? Number.NaN, 8);
        }
      }
    },
  );
  it('the summary is the mean weighted by joins', async () => {
    const params = buildParams({ BeginTs: String(YESTERDAY), EndTs: String(YESTERDAY + DAY - 1) });
    const { body } = await readJson(
      await createTestSimulator({ world: { incidents: 'none' } })(
        await createSignedRequest({ params }),
      ),
    );
    expect(body['SummaryData']).toBe(String(Math.round(weightedMean(dayOf()) ?? 0)));
  });
});

describe('rhythm', () => {
  it.each([
    ['Classroom', 20],
    ['Meeting', 10],
    ['Live stage', 21],
  ])('%s is busiest about %i o’clock by its own clock', (name, hour) => {
    const app = DEMO_APPS.find((it) => it.name === name);
    if (!app) throw new Error('no such app');
    const joins = joinsByHour(computeDays(calm, { appId: app.id, begin: WEEK_AGO }, 7), app.zone);
    expect(Math.abs(joins.indexOf(Math.max(...joins)) - hour)).toBeLessThanOrEqual(1);
  });
  it('follows daylight saving: nine o’clock is as busy on both sides of it', () => {
    // Berlin leaves summer time on 2026-10-25; both are Wednesdays at 9:00 there.
    const summer = meetingJoins(Date.UTC(2026, 9, 21, 7), 12);
    const winter = meetingJoins(Date.UTC(2026, 9, 28, 8), 12);
    expect(Math.abs(summer / winter - 1)).toBeLessThan(0.1);
    expect(meetingJoins(Date.UTC(2026, 9, 28, 7), 12) / winter).toBeLessThan(0.85);
  });
  it('is quiet at the weekend in the meeting app', () => {
    const [saturday, thursday] = [Date.UTC(2026, 10, 21), Date.UTC(2026, 10, 19)];
    expect(meetingJoins(saturday, 288) / meetingJoins(thursday, 288)).toBeLessThan(0.5);
  });
  it('is slower in the evening than before dawn', () => {
    const points = dayOf();
    const at = (hour: number) =>
      mean(
        points
          .filter((it) => it.at - YESTERDAY >= hour * HOUR && it.at - YESTERDAY < (hour + 1) * HOUR)
          .map((it) => it.value),
      );
    // 12:00 UTC is 20:00 in Shanghai, 19:00 UTC is 3:00 in the morning.
    expect(at(12) / at(19)).toBeGreaterThan(1.1);
  });
});

describe('levels', () => {
  it.each([
    ['JoinChannelSucRate', 97, 99.5],
    ['VideoStuckRate', 1.5, 4],
    ['AudioStuckRate', 0.6, 2],
    ['FirstFrameCost', 700, 1_400],
  ] as const)('%s lies between %d and %d', (metric, low, high) => {
    for (const { id } of DEMO_APPS) {
      const level = weightedMean(computeDays(calm, { appId: id, metric, begin: WEEK_AGO }, 7)) ?? 0;
      expect(level).toBeGreaterThan(low);
      expect(level).toBeLessThan(high);
    }
  });
  it('calm weeks are within every goal nearly always', () => {
    for (const seed of [1, 2, 3]) {
      const world = createWorld({ seed, apps: DEMO_APPS, incidents: 'none' });
      for (const { id } of DEMO_APPS) {
        for (const metric of METRICS) {
          for (const segment of [
            {},
            { os: 'iOS' },
            { os: 'Android' },
            { terminal: 'web' },
            { terminal: 'mobile' },
          ] as const) {
            const points = computeDays(
              world,
              { appId: id, metric, begin: WEEK_AGO, ...segment },
              7,
            );
            const good = points.filter((it) =>
              meetsGoal(metric, it.value, METRIC_FACTS[metric].goal),
            );
            expect(points.length).toBe(7 * 288);
            expect(good.length / points.length).toBeGreaterThan(0.999);
          }
        }
      }
    }
  });
  it('Android is slower than iOS and the web stutters more than mobile', () => {
    expect(level({ os: 'Android' })).toBeGreaterThan(1.1 * level({ os: 'iOS' }));
    const metric = 'VideoStuckRate';
    expect(level({ metric, terminal: 'web' })).toBeGreaterThan(
      1.1 * level({ metric, terminal: 'mobile' }),
    );
  });
  it('the four metrics get worse together', () => {
    const [joins, ...others] = METRICS.map((metric) => dayOf({ metric }).map((it) => it.value));
    if (!joins) throw new Error('no metric');
    for (const values of others) expect(correlation(joins, values)).toBeLessThan(-0.5);
  });
  it('noise shrinks with traffic', () => {
    for (const metric of METRICS.filter((it) => it !== 'JoinChannelSucRate')) {
      // Three hours at night and three in the evening, Shanghai time.
      const night = computePoints(
        calm,
        { appId: CLASSROOM, metric, begin: YESTERDAY + 18 * HOUR, end: YESTERDAY + 21 * HOUR },
        NOW,
      );
      const evening = computePoints(
        calm,
        { appId: CLASSROOM, metric, begin: YESTERDAY + 11 * HOUR, end: YESTERDAY + 14 * HOUR },
        NOW,
      );
      const rare = dayOf({ metric, os: 'Android', terminal: 'web' });
      expect(roughness(evening)).toBeLessThan(roughness(night));
      expect(roughness(dayOf({ metric }))).toBeLessThan(0.5 * roughness(rare));
    }
  });
});

describe('sparse data', () => {
  it('iOS in a browser is mostly empty buckets', () => {
    for (const { id } of DEMO_APPS) {
      const points = computeDays(
        calm,
        { appId: id, begin: WEEK_AGO, os: 'iOS', terminal: 'web' },
        7,
      );
      expect(points.length / (7 * 288)).toBeGreaterThan(0.1);
      expect(points.length / (7 * 288)).toBeLessThan(0.5);
    }
  });
  it('a known channel meets every weekday, by its own timetable', () => {
    const [app] = DEMO_APPS;
    if (!app) throw new Error('no app');
    for (const channelId of listChannels(app)) {
      // Thursday 2026-11-19 and Saturday in Shanghai.
      const on = (day: number) =>
        computeDays(calm, { begin: Date.UTC(2026, 10, day) - 8 * HOUR, channelId }, 1);
      expect(on(19).length).toBeGreaterThan(15);
      expect(on(19).length).toBeLessThan(30);
      expect(on(21)).toEqual([]);
    }
  });
  it('any other channel has a session now and then', () => {
    const days = Array.from(
      { length: 14 },
      (_, day) =>
        computeDays(calm, { begin: NOW - (NOW % DAY) - (day + 1) * DAY, channelId: 'whatever' }, 1)
          .length,
    );
    expect(days.filter((length) => length === 0).length).toBeGreaterThan(2);
    expect(days.filter((length) => length > 0).length).toBeGreaterThan(2);
  });
  it('the future is empty', () => {
    expect(computeDays(calm, { begin: Date.UTC(2026, 10, 24) }, 1)).toEqual([]);
  });
});

describe('the newest buckets', () => {
  const bucket = Date.UTC(2026, 10, 22, 12);
  const at = (minutesAfterEnd: number) =>
    computePoints(
      calm,
      { appId: CLASSROOM, metric: 'FirstFrameCost', begin: bucket, end: bucket },
      bucket + STEP + minutesAfterEnd * MINUTE,
    )[0];

  it('come in parts and have settled a quarter of an hour after their end', () => {
    const final = at(60);
    expect(at(13)).toEqual(final);
    const early = at(7.1);
    expect(early?.joins).toBeGreaterThan(0.5 * (final?.joins ?? 0));
    expect(early?.joins).toBeLessThan(0.95 * (final?.joins ?? 0));
    expect(early?.value).not.toBe(final?.value);
  });
  it('never count less than before', () => {
    for (let i = 0; i < 200; i += 1) {
      const begin = bucket + i * STEP;
      let before = 0;
      for (let minutes = -5; minutes <= 15; minutes += 0.5) {
        const joins =
          computePoints(
            calm,
            { appId: CLASSROOM, metric: 'FirstFrameCost', begin, end: begin },
            begin + STEP + minutes * MINUTE,
          )[0]?.joins ?? 0;
        expect(joins).toBeGreaterThanOrEqual(before);
        before = joins;
      }
    }
  });
  it('show now and then while they are running', () => {
    const running = Array.from({ length: 200 }, (_, i) => {
      const begin = bucket + i * STEP;
      return computePoints(
        calm,
        { appId: CLASSROOM, metric: 'FirstFrameCost', begin, end: begin },
        begin + 4 * MINUTE,
      ).length;
    });
    const share = mean(running);
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.55);
  });
});

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const [da, db] = [a.map((it) => it - meanA), b.map((it) => it - meanB)];
  const product = da.reduce((sum, it, i) => sum + it * (db[i] ?? 0), 0);
  return (
    product /
    Math.sqrt(da.reduce((sum, it) => sum + it * it, 0) * db.reduce((sum, it) => sum + it * it, 0))
  );
}
