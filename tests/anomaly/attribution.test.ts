import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY } from '../../src/contract/domain/time.ts';
import { attributeEpisode, measureDeviation } from '../../src/anomaly/attribution.ts';
import type { SegmentFilter } from '../../src/contract/domain/segments.ts';
import type { SegmentDeviation } from '../../src/anomaly/attribution.ts';
import { buildCalmDays, changeWithin, detect } from '../support/anomaly/detection-input.ts';
import { BEGIN, buildSettled } from '../support/build-series.ts';

const FILTERS: Record<string, SegmentFilter> = {
  ios: { os: 'iOS' },
  android: { os: 'Android' },
  web: { terminal: 'web' },
  mobile: { terminal: 'mobile' },
  iosWeb: { os: 'iOS', terminal: 'web' },
  iosMobile: { os: 'iOS', terminal: 'mobile' },
  androidWeb: { os: 'Android', terminal: 'web' },
  androidMobile: { os: 'Android', terminal: 'mobile' },
};

function buildDeviations(bySegment: Record<string, number>): SegmentDeviation[] {
  return Object.entries(bySegment).map(([name, deviation]) => ({
    filter: FILTERS[name] ?? {},
    value: 1_000 + deviation,
    expected: 1_000,
    deviation,
  }));
}

const attribute = (bySegment: Record<string, number>) => {
  const attribution = attributeEpisode(buildDeviations(bySegment));
  return attribution.kind === 'segment' ? attribution.contributor.filter : attribution.kind;
};

describe('attributeEpisode', () => {
  it('returns an OS on a terminal when no sibling deviates', () => {
    expect(
      attribute({
        ios: 0,
        android: 0.62,
        web: 0,
        mobile: 0.4,
        iosMobile: 0,
        androidWeb: 0.01,
        androidMobile: 0.7,
      }),
    ).toEqual(FILTERS['androidMobile']);
  });

  it('returns an OS or a terminal when all of its parts deviate', () => {
    const web = { ios: 0, android: 0.1, web: 0.9, mobile: 0, iosMobile: 0, androidWeb: 0.9 };
    expect(attribute({ ...web, androidMobile: 0.01 })).toEqual(FILTERS['web']);
    const ios = { ios: 0.8, android: 0, web: 0.02, mobile: 0.3, iosMobile: 0.8, androidMobile: 0 };
    expect(attribute({ ...ios, androidWeb: 0 })).toEqual(FILTERS['ios']);
  });

  it('requires twice the deviation of every sibling', () => {
    expect(attribute({ ios: 0.2, android: 0.39 })).toBe('all');
    expect(attribute({ ios: 0.2, android: 0.41 })).toEqual(FILTERS['android']);
  });

  it('returns all only when every segment deviates', () => {
    expect(attribute({ ios: 0.3, android: 0.4, web: 0.35, mobile: 0.3 })).toBe('all');
    // Half of each OS and of each terminal.
    expect(
      attribute({
        iosWeb: 0.4,
        iosMobile: 0,
        androidWeb: 0,
        androidMobile: 0.4,
        ios: 0.2,
        android: 0.2,
      }),
    ).toBe('mixed');
  });

  it('returns unknown for one segment or none', () => {
    expect(attribute({})).toBe('unknown');
    expect(attribute({ android: 0.5 })).toBe('unknown');
  });

  it('returns mixed when no segment deviates', () => {
    expect(attribute({ ios: 0.01, android: 0.04 })).toBe('mixed');
  });
});

describe('measureDeviation', () => {
  const FROM = 5 * BUCKETS_PER_DAY;
  const TO = FROM + 60;
  const detection = detect(
    buildSettled(changeWithin(buildCalmDays(7), FROM, TO, (value) => 1.3 * value)),
  );
  const [episode] = detection.episodes;
  if (!episode) throw new Error('no episode');

  it('measures against the baseline of the segment', () => {
    const own = buildSettled(
      changeWithin(
        buildCalmDays(7).map((value) => 3 * value),
        FROM,
        TO,
        (value) => 1.5 * value,
      ),
    );
    const measured = measureDeviation(own, { os: 'iOS' }, episode, detection);
    expect(measured?.deviation).toBeCloseTo(Math.log(1.5), 1);
    expect((measured?.value ?? 0) / (measured?.expected ?? 1)).toBeCloseTo(1.5, 1);
    expect(measured?.filter).toEqual({ os: 'iOS' });
  });

  it('returns nothing with less than half of the values, in the range or in the episode', () => {
    const buildSparse = (isPresent: (i: number) => boolean) =>
      buildSettled(buildCalmDays(7).map((value, i) => (isPresent(i) ? value : Number.NaN)));
    expect(
      measureDeviation(
        buildSparse((i) => i % 5 < 2),
        {},
        episode,
        detection,
      ),
    ).toBeUndefined();
    expect(
      measureDeviation(
        buildSparse((i) => i < FROM || i > FROM + 35),
        {},
        episode,
        detection,
      ),
    ).toBeUndefined();
    expect(
      measureDeviation(
        buildSparse((i) => i % 5 < 4),
        {},
        episode,
        detection,
      ),
    ).toBeDefined();
  });

  it('measures only within the episode', () => {
    const later = buildSettled(
      changeWithin(buildCalmDays(7), TO + 20, TO + 90, (value) => 2 * value),
    );
    expect(Math.abs(measureDeviation(later, {}, episode, detection)?.deviation ?? 1)).toBeLessThan(
      0.02,
    );
    expect(episode.begin).toBe(BEGIN + FROM * 300_000);
  });
});
