import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS, OSES, TERMINALS } from '../../src/contract/domain/metrics.ts';
import { COMPARISONS, RANGE_PRESETS } from '../../src/contract/domain/range.ts';
import type { TimeRange } from '../../src/contract/domain/range.ts';
import { SPLITS } from '../../src/contract/domain/segments.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import { normalizeNote } from '../../src/view/annotations.ts';
import { formatView, parseView } from '../../src/view/codec.ts';
import { LANGS, PANELS, THEMES, VIEW_MODES } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';

const appIds = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/);
const segmentIds = fc.constantFrom(
  'all',
  'ios',
  'android',
  'web',
  'mobile',
  'ios-web',
  'android-mobile',
);
const LAST_BUCKET = Date.UTC(2100, 0, 1) / STEP;

const buckets = fc.integer({ min: 0, max: LAST_BUCKET }).map((n) => n * STEP);

const intervals = fc
  .tuple(fc.integer({ min: 0, max: LAST_BUCKET }), fc.integer({ min: 1, max: 20_000 }))
  .map(([from, length]) => ({ begin: from * STEP, end: (from + length) * STEP }));

const episodeKeys = fc.record(
  { appId: appIds, metric: fc.constantFrom(...METRICS), at: buckets },
  { requiredKeys: ['metric', 'at'] },
);

const views: fc.Arbitrary<View> = fc.record(
  {
    apps: fc.uniqueArray(appIds, { maxLength: 4 }),
    metric: fc.constantFrom(...METRICS),
    os: fc.constantFrom(...OSES),
    terminal: fc.constantFrom(...TERMINALS),
    channelId: fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => text.length <= 128 && !/\p{Cc}/u.test(text)),
    range: fc.oneof(
      fc.constantFrom(...RANGE_PRESETS).map((preset): TimeRange => ({ kind: 'preset', preset })),
      fc
        .tuple(fc.integer({ min: 0, max: LAST_BUCKET }), fc.integer({ min: 1, max: 20_000 }))
        .map(([from, length]): TimeRange => ({
          kind: 'absolute',
          from: from * STEP,
          to: (from + length) * STEP,
        })),
    ),
    zoom: intervals,
    split: fc.constantFrom(...SPLITS),
    compare: fc.oneof(
      fc.constantFrom(...COMPARISONS),
      buckets.map((from) => ({ from })),
    ),
    zone: fc.constantFrom(
      'local',
      'UTC',
      'Asia/Shanghai',
      'Etc/GMT+8',
      'America/Argentina/Buenos_Aires',
    ),
    hidden: fc.uniqueArray(
      fc.oneof(
        segmentIds,
        fc.tuple(appIds, segmentIds).map((parts) => parts.join(':')),
      ),
      { maxLength: 8 },
    ),
    goals: fc
      .uniqueArray(fc.constantFrom(...METRICS))
      .chain((metrics) =>
        fc.record(
          Object.fromEntries(
            metrics.map((metric) => [
              metric,
              METRIC_FACTS[metric].unit === 'percent'
                ? fc.double({ min: 0, max: 100, noNaN: true })
                : fc.double({ min: 0, minExcluded: true, noNaN: true, noDefaultInfinity: true }),
            ]),
          ),
        ),
      ),
    panels: fc.constantFrom(...PANELS),
    fromZero: fc.boolean(),
    pin: buckets,
    episode: episodeKeys,
    dismissed: fc.uniqueArray(episodeKeys, {
      maxLength: 5,
      selector: (key) => JSON.stringify(key),
    }),
    notes: fc
      .array(fc.record({ at: buckets, text: fc.string({ unit: 'grapheme', maxLength: 60 }) }), {
        maxLength: 4,
      })
      .map((notes) =>
        notes
          .map(({ at, text }) => ({ at, text: normalizeNote(text) }))
          .filter(({ text }) => text !== '')
          .toSorted((a, b) => a.at - b.at),
      ),
    ab: fc.record({ a: intervals, b: intervals }, { requiredKeys: [] }),
    band: fc.boolean(),
    live: fc.boolean(),
    viewMode: fc.constantFrom(...VIEW_MODES),
    theme: fc.constantFrom(...THEMES),
    lang: fc.constantFrom(...LANGS),
  },
  {
    requiredKeys: [
      'apps',
      'metric',
      'range',
      'split',
      'compare',
      'zone',
      'hidden',
      'goals',
      'panels',
      'fromZero',
      'dismissed',
      'notes',
      'band',
      'live',
    ],
  },
);

// Close to valid queries, to reach every branch.
const almostQueries = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(
          'app',
          'metric',
          'os',
          'terminal',
          'channel',
          'range',
          'from',
          'to',
          'split',
          'compare',
          'tz',
          'hide',
          'goal.FirstFrameCost',
          'goal.VideoStuckRate',
          'zoom',
          'panels',
          'zero',
          'pin',
          'episode',
          'dismiss',
          'note',
          'a',
          'b',
          'band',
          'refresh',
          'view',
          'theme',
          'lang',
        ),
        fc.string({ maxLength: 5 }),
      ),
      fc.oneof(
        fc.constantFrom(
          'iOS',
          'web',
          '24h',
          '30d',
          'os',
          'app',
          'day',
          'UTC',
          'local',
          'all,ios',
          'a,b',
          '1200',
          '5',
          '.5',
          '1e-9',
          'dark',
          'zh',
          '2026-11-20T12:01Z',
          '2026-11-20T12:01:30+08:00',
          '1790000000000',
          'FirstFrameCost@2026-11-20T12:01Z',
          '2026-11-20T12:01Z~words',
          '2026-11-20T12:01Z/2026-11-20T12:30Z',
          'mark',
          '9999-12-31T23:59Z',
          '%',
          '%ZZ',
          '%F0%9F',
          '%2C',
          '%252C',
          '+',
          '\uD800',
        ),
        fc.string({ unit: 'binary', maxLength: 12 }),
      ),
    ),
    { maxLength: 12 },
  )
  .map((pairs) => `?${pairs.map((pair) => pair.join('=')).join('&')}`);

describe('parseView, formatView', () => {
  it('restore any view without notices', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(parseView(formatView(view))).toEqual({ view, notices: [] });
      }),
      { numRuns: 500 },
    );
  });

  it('are idempotent for any query', () => {
    fc.assert(
      fc.property(fc.oneof(almostQueries, fc.string({ unit: 'binary' })), (search) => {
        const formatted = formatView(parseView(search).view);
        const parsed = parseView(formatted);
        expect(parsed.notices).toEqual([]);
        expect(formatView(parsed.view)).toBe(formatted);
      }),
      { numRuns: 2_000 },
    );
  });

  it('restore any view through a URL', () => {
    fc.assert(
      fc.property(views, (view) => {
        const { search } = new URL(formatView(view), 'https://lens.test/');
        expect(parseView(search).view).toEqual(view);
      }),
    );
  });
});
