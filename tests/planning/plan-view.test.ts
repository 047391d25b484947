import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRICS, OSES, TERMINALS } from '../../src/contract/domain/metrics.ts';
import { COMPARISONS, RANGE_PRESETS } from '../../src/contract/domain/range.ts';
import type { Comparison, TimeRange } from '../../src/contract/domain/range.ts';
import { SPLITS } from '../../src/contract/domain/segments.ts';
import { subjectKey } from '../../src/contract/domain/subject-key.ts';
import { DAY, HOUR, STEP, ceilToStep } from '../../src/contract/domain/time.ts';
import type { Span } from '../../src/contract/domain/time.ts';
import { findOldest } from '../../src/planning/data-reach.ts';
import { planRequests } from '../../src/planning/plan-requests.ts';
import { planView } from '../../src/planning/plan-view.ts';
import { listSegments } from '../../src/view/segments.ts';
import { DEFAULT_VIEW, VIEW_MODES } from '../../src/view/view.ts';
import type { View } from '../../src/view/view.ts';

const NOW = Date.UTC(2026, 10, 20, 12, 2);
const view = (changes: Partial<View>): View => ({ ...DEFAULT_VIEW, apps: ['a'], ...changes });

const instants = fc.integer({ min: NOW - 100 * DAY, max: NOW + 3 * DAY });
const spans = fc
  .tuple(instants, fc.integer({ min: 1, max: 40 * 288 }))
  .map(([at, steps]): Span => ({ begin: at, end: at + steps * STEP }));
const ranges = fc.oneof(
  fc.constantFrom(...RANGE_PRESETS).map((preset): TimeRange => ({ kind: 'preset', preset })),
  spans.map(({ begin, end }): TimeRange => ({ kind: 'absolute', from: begin, to: end })),
);
const comparisons = fc.oneof(
  fc.constantFrom(...COMPARISONS),
  instants.map((from): Comparison => ({ from })),
);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const views = fc
  .record({
    apps: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
    metric: fc.constantFrom(...METRICS),
    split: fc.constantFrom(...SPLITS),
    range: ranges,
    compare: comparisons,
    os: optional(fc.constantFrom(...OSES)),
    terminal: optional(fc.constantFrom(...TERMINALS)),
    channelId: optional(fc.constantFrom('room')),
    zoom: optional(spans),
    viewMode: optional(fc.constantFrom(...VIEW_MODES)),
  })
  .map((changes) => {
    const defined = Object.entries(changes).filter(([, value]) => value !== undefined);
    return view(Object.fromEntries(defined));
  });
const zones = fc.constantFrom('UTC', 'Asia/Shanghai', 'Europe/Berlin', 'Australia/Lord_Howe');
const reaches = fc.oneof(fc.constant(Infinity), fc.constant(NOW - 80 * DAY));
const scenes = fc.tuple(views, instants, zones, reaches);

const isWithin = (inner: Span, outer: Span) =>
  inner.begin >= outer.begin && inner.end <= outer.end && inner.begin <= inner.end;

describe('planView', () => {
  it('plans the default view of an app', () => {
    const end = ceilToStep(NOW);
    const span = { begin: end - DAY, end };
    expect(planView(view({}), NOW, 'UTC', Infinity)).toEqual({
      range: { span, clipped: [], empty: false },
      visibleSpan: span,
      comparison: null,
      segments: listSegments(view({})),
      requests: planRequests(
        [
          { appId: 'a', metric: 'JoinChannelSucRate' },
          ...METRICS.slice(1).map((metric) => ({ appId: 'a', metric })),
        ],
        span,
      ),
      comparisonRequests: planRequests([], span),
    });
  });

  it('requests nothing without an app', () => {
    const plan = planView(view({ apps: [], compare: 'day' }), NOW, 'UTC', Infinity);
    expect(plan.requests.subjects).toEqual([]);
    expect(plan.comparisonRequests.subjects).toEqual([]);
  });

  it('requests the main line first, then the other cards, then the splits', () => {
    const { requests } = planView(
      view({ metric: 'VideoStuckRate', split: 'os' }),
      NOW,
      'UTC',
      Infinity,
    );
    const others = METRICS.filter((metric) => metric !== 'VideoStuckRate');
    expect(requests.subjects).toEqual([
      ...['VideoStuckRate', ...others].map((metric) => ({ appId: 'a', metric })),
      ...['VideoStuckRate', ...others].flatMap((metric) =>
        OSES.map((os) => ({ appId: 'a', metric, os })),
      ),
    ]);
  });

  it('requests only the main metric when embedded', () => {
    const { requests } = planView(view({ viewMode: 'embed', split: 'os' }), NOW, 'UTC', Infinity);
    expect(new Set(requests.subjects.map(({ metric }) => metric))).toEqual(
      new Set([DEFAULT_VIEW.metric]),
    );
  });

  it('compares with nothing where the compared period has no data', () => {
    const from = NOW - 50 * DAY;
    const plan = planView(view({ compare: { from } }), NOW, 'UTC', Infinity);
    expect(plan.comparison?.range.empty).toBe(true);
    expect(plan.comparison?.requested.begin).toBe(Math.floor(from / STEP) * STEP);
    expect(plan.comparisonRequests.subjects).toEqual([]);
  });

  it('shows all of the range when the zoom lies outside', () => {
    const zoom = { begin: NOW - 9 * DAY, end: NOW - 8 * DAY };
    const plan = planView(view({ zoom }), NOW, 'UTC', Infinity);
    expect(plan.visibleSpan).toEqual(plan.range.span);
  });

  it('cuts the zoom to the range', () => {
    const end = ceilToStep(NOW);
    const zoom = { begin: end - 2 * HOUR, end: end + HOUR };
    const { visibleSpan } = planView(view({ zoom }), NOW, 'UTC', Infinity);
    expect(visibleSpan).toEqual({ begin: end - 2 * HOUR, end });
  });

  it('plans the same requests for every zoom', () => {
    fc.assert(
      fc.property(scenes, spans, ([shown, now, zone, since], zoom) => {
        const { visibleSpan: _, ...plan } = planView(shown, now, zone, since);
        expect(planView({ ...shown, zoom }, now, zone, since)).toMatchObject(plan);
      }),
    );
  });

  it('stays within the data, aligned to buckets', () => {
    fc.assert(
      fc.property(scenes, ([shown, now, zone, since]) => {
        const { range, visibleSpan, comparison } = planView(shown, now, zone, since);
        for (const clamped of comparison ? [range, comparison.range] : [range]) {
          const { begin, end } = clamped.span;
          expect([begin % STEP, end % STEP]).toEqual([0, 0]);
          if (clamped.empty) continue;
          expect(begin).toBeGreaterThanOrEqual(findOldest(now, since));
          expect(end).toBeLessThanOrEqual(ceilToStep(now));
        }
        expect(isWithin(visibleSpan, range.span)).toBe(true);
      }),
    );
  });

  it('pairs times of the range with times of the requested period', () => {
    fc.assert(
      fc.property(scenes, ([shown, now, zone, since]) => {
        const { range, comparison } = planView(shown, now, zone, since);
        expect(comparison === null).toBe(shown.compare === 'none');
        for (const { begin, end, delta } of comparison?.pairs ?? []) {
          expect(isWithin({ begin, end }, range.span)).toBe(true);
          const compared = { begin: begin - delta, end: end - delta };
          expect(isWithin(compared, comparison?.requested ?? range.span)).toBe(true);
        }
      }),
    );
  });

  it('requests each segment of each shown metric once, for both periods', () => {
    fc.assert(
      fc.property(scenes, ([shown, now, zone, since]) => {
        const { range, comparison, segments, requests, comparisonRequests } = planView(
          shown,
          now,
          zone,
          since,
        );
        const metrics = shown.viewMode === 'embed' ? [shown.metric] : METRICS;
        const expected = metrics.flatMap((metric) =>
          segments.map(({ subject }) => subjectKey({ ...subject, metric })),
        );
        const keys = requests.subjects.map(subjectKey);
        expect(keys.toSorted()).toEqual(expected.toSorted());
        expect(requests).toEqual(planRequests(requests.subjects, range.span));
        const isCompared = comparison !== null && !comparison.range.empty;
        expect(comparisonRequests).toEqual(
          isCompared
            ? planRequests(requests.subjects, comparison.range.span)
            : planRequests([], range.span),
        );
      }),
    );
  });
});
