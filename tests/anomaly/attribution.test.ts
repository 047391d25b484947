import { describe, expect, it } from 'vitest';
import { BUCKETS_PER_DAY } from '../../src/contract/domain/time.ts';
import { attributeEpisode, measureDeviation } from '../../src/anomaly/attribution.ts';
import type { SegmentFilter } from '../../src/contract/domain/segments.ts';
import type { SegmentDeviation } from '../../src/anomaly/attribution.ts';
import { BEGIN, build, calmMs, watch, within } from '../support/anomaly/detection-input.ts';

const PARTS: Record<string, SegmentFilter> = {
  ios: { os: 'iOS' },
  android: { os: 'Android' },
  web: { terminal: 'web' },
  mobile: { terminal: 'mobile' },
  iosWeb: { os: 'iOS', terminal: 'web' },
  iosMobile: { os: 'iOS', terminal: 'mobile' },
  androidWeb: { os: 'Android', terminal: 'web' },
  androidMobile: { os: 'Android', terminal: 'mobile' },
};

/** How far each part moved; those left out are not known. */
function moves(by: Record<string, number>): SegmentDeviation[] {
  return Object.entries(by).map(([name, move]) => ({
    part: PARTS[name] ?? {},
    value: 1_000 + move,
    usual: 1_000,
    move,
  }));
}

const carriedBy = (by: Record<string, number>) => {
  const carrier = attributeEpisode(moves(by));
  return carrier.kind === 'one' ? carrier.by.part : carrier.kind;
};

describe('who carries it', () => {
  it('is one OS on one terminal, where nobody beside it moved', () => {
    expect(
      carriedBy({
        ios: 0,
        android: 0.62,
        web: 0,
        mobile: 0.4,
        iosMobile: 0,
        androidWeb: 0.01,
        androidMobile: 0.7,
      }),
    ).toEqual(PARTS['androidMobile']);
  });

  it('is a whole OS or terminal, where all of it moved', () => {
    const web = { ios: 0, android: 0.1, web: 0.9, mobile: 0, iosMobile: 0, androidWeb: 0.9 };
    expect(carriedBy({ ...web, androidMobile: 0.01 })).toEqual(PARTS['web']);
    const ios = { ios: 0.8, android: 0, web: 0.02, mobile: 0.3, iosMobile: 0.8, androidMobile: 0 };
    expect(carriedBy({ ...ios, androidWeb: 0 })).toEqual(PARTS['ios']);
  });

  it('is nobody less than twice as hit as one beside them', () => {
    expect(carriedBy({ ios: 0.2, android: 0.39 })).toBe('everyone');
    expect(carriedBy({ ios: 0.2, android: 0.41 })).toEqual(PARTS['android']);
  });

  it('is everyone only where everyone moved', () => {
    expect(carriedBy({ ios: 0.3, android: 0.4, web: 0.35, mobile: 0.3 })).toBe('everyone');
    // Each half of each, and so none of them.
    expect(
      carriedBy({
        iosWeb: 0.4,
        iosMobile: 0,
        androidWeb: 0,
        androidMobile: 0.4,
        ios: 0.2,
        android: 0.2,
      }),
    ).toBe('several');
  });

  it('is not known of one segment alone, nor of none', () => {
    expect(carriedBy({})).toBe('unknown');
    expect(carriedBy({ android: 0.5 })).toBe('unknown');
  });

  it('is nobody where nobody moved', () => {
    expect(carriedBy({ ios: 0.01, android: 0.04 })).toBe('several');
  });
});

describe('how a segment moved', () => {
  const FROM = 5 * BUCKETS_PER_DAY;
  const TO = FROM + 60;
  const line = watch(build(within(calmMs(7), FROM, TO, (value) => 1.3 * value)));
  const [episode] = line.episodes;
  if (!episode) throw new Error('there is an episode');

  it('is against its own usual', () => {
    const own = build(
      within(
        calmMs(7).map((value) => 3 * value),
        FROM,
        TO,
        (value) => 1.5 * value,
      ),
    );
    const move = measureDeviation(own, { os: 'iOS' }, episode, line);
    expect(move?.move).toBeCloseTo(Math.log(1.5), 1);
    expect((move?.value ?? 0) / (move?.usual ?? 1)).toBeCloseTo(1.5, 1);
    expect(move?.part).toEqual({ os: 'iOS' });
  });

  it('is not known with less than half of its points, in all or in the episode', () => {
    const some = (isThere: (i: number) => boolean) =>
      build(calmMs(7).map((value, i) => (isThere(i) ? value : Number.NaN)));
    expect(
      measureDeviation(
        some((i) => i % 5 < 2),
        {},
        episode,
        line,
      ),
    ).toBeUndefined();
    expect(
      measureDeviation(
        some((i) => i < FROM || i > FROM + 35),
        {},
        episode,
        line,
      ),
    ).toBeUndefined();
    expect(
      measureDeviation(
        some((i) => i % 5 < 4),
        {},
        episode,
        line,
      ),
    ).toBeDefined();
  });

  it('looks only where the episode is', () => {
    const later = build(within(calmMs(7), TO + 20, TO + 90, (value) => 2 * value));
    expect(Math.abs(measureDeviation(later, {}, episode, line)?.move ?? 1)).toBeLessThan(0.02);
    expect(episode.begin).toBe(BEGIN + FROM * 300_000);
  });
});
