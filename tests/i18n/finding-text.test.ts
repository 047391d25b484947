import { describe, expect, it } from 'vitest';
import {
  nameContributor,
  describeRelated,
  describeGoalStatus,
  describeFinding,
  describeAttribution,
  formatDeviation,
} from '../../src/i18n/finding-text.ts';
import { METRICS, METRIC_FACTS } from '../../src/contract/domain/metrics.ts';
import { DAY, HOUR } from '../../src/contract/domain/time.ts';
import type { Attribution } from '../../src/anomaly/attribution.ts';
import { en, format, zh, zhFormat } from '../support/translators.ts';
import { ONSET, buildEpisode, buildFinding, buildDeviation } from '../support/insights.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u00A0', ' ');
const describeEnglish = (...args: Parameters<typeof buildFinding>) =>
  plain(describeFinding(buildFinding(...args), 2_000, en, format));

describe('describeFinding', () => {
  it('states since when an ongoing episode lasts and how much worse it is', () => {
    expect(describeEnglish()).toBe(
      'Time to first frame is 38% slower than usual since Sat, Nov 21, 20:35.',
    );
    expect(plain(describeFinding(buildFinding(), 2_000, zh, zhFormat))).toMatch(
      /^自 .*20:35 起，首帧耗时比平常慢 38%。$/,
    );
  });

  it('states begin and end, with a date only where it differs', () => {
    const short = { isOngoing: false, end: ONSET + HOUR };
    expect(describeEnglish(short)).toBe(
      'Time to first frame was 38% slower than usual from Sat, Nov 21, 20:35 to 21:35.',
    );
    expect(describeEnglish({ isOngoing: false, end: ONSET + DAY })).toContain(
      'to Sun, Nov 22, 20:35.',
    );
  });

  it('states no time of day for a drift', () => {
    expect(describeEnglish({ onset: 'drift' })).toBe(
      'Time to first frame has crept away from its usual since about Sat, Nov 21: 38% slower on the whole.',
    );
  });

  it('mentions only the goal without a baseline', () => {
    expect(describeEnglish({ kind: 'goal', baseline: null, value: 2_100 })).toBe(
      'Time to first frame is out of its goal ≤ 2,000 ms since Sat, Nov 21, 20:35: 2,100 ms on the whole.',
    );
  });

  it.each(METRICS)('has a direction and an amount for %s', (metric) => {
    const { better, unit } = METRIC_FACTS[metric];
    const primary = buildEpisode({
      metric,
      value: better === 'higher' ? 93 : 6.2,
      baseline: better === 'higher' ? 98.5 : 3.1,
    });
    const word = unit === 'ms' ? 'slower' : better === 'higher' ? 'lower' : 'higher';
    const amount = formatDeviation(metric, primary.value, primary.baseline ?? 0, format).replace(
      /^[+\u2212-]/,
      '',
    );
    const text = describeFinding({ primary, related: [] }, 5, en, format);
    expect(text).toContain(`${amount} ${word} than usual`);
  });
});

describe('describeAttribution, nameContributor', () => {
  const android = { os: 'Android', terminal: 'mobile' } as const;
  const segment: Attribution = {
    kind: 'segment',
    contributor: buildDeviation(android, 1_620, 1_000),
    siblings: [
      buildDeviation({ os: 'Android', terminal: 'web' }, 1_200, 1_000),
      buildDeviation({ os: 'iOS', terminal: 'mobile' }, 1_010, 1_000),
    ],
  };
  const describeEnglish = (attribution: Attribution) =>
    plain(describeAttribution(attribution, 'FirstFrameCost', en, format));

  it('names the contributor and a sibling on the same terminal', () => {
    expect(describeEnglish(segment)).toBe(
      'Android on mobile carries it (+62%, 1,620 ms); iOS on mobile is flat (+1%).',
    );
    expect(describeAttribution(segment, 'FirstFrameCost', zh, zhFormat)).toContain(
      'Android 移动端是主因',
    );
    expect(nameContributor(segment, en)).toBe('Android on mobile');
  });

  it('does not call a sibling flat that deviates', () => {
    expect(
      describeEnglish({
        ...segment,
        siblings: [buildDeviation({ os: 'iOS', terminal: 'mobile' }, 1_150, 1_000)],
      }),
    ).toContain('iOS on mobile moved less (+15%)');
  });

  it('names the largest deviation when all segments deviate', () => {
    const all: Attribution = {
      kind: 'all',
      deviations: [
        buildDeviation({ os: 'iOS' }, 1_300, 1_000),
        buildDeviation({ os: 'Android' }, 1_400, 1_000),
      ],
    };
    expect(describeEnglish(all)).toBe('Everyone is hit, Android the most (+40%).');
    expect(nameContributor(all, zh)).toBe('所有用户');
  });

  it('names no segment when none stands out or too little is known', () => {
    expect(describeEnglish({ kind: 'mixed', deviations: [] })).toBe('No one segment stands out.');
    expect(describeEnglish({ kind: 'unknown' })).toBeUndefined();
  });
});

describe('describeGoalStatus', () => {
  it('states how long the goal was missed and the worst value, with a date only where it differs', () => {
    expect(plain(describeGoalStatus(buildFinding(), 2_000, en, format))).toBe(
      'Out of goal ≤ 2,000 ms for 3 h, worst 2,210 ms at 22:05.',
    );
    const later = { worst: { value: 2_210, at: ONSET + DAY } };
    expect(plain(describeGoalStatus(buildFinding(later), 2_000, en, format))).toContain(
      'at Sun, Nov 22, 20:35.',
    );
  });

  it('states that the goal was met', () => {
    expect(plain(describeGoalStatus(buildFinding({ outOfGoalMs: 0 }), 3_000, en, format))).toMatch(
      /^Within its goal ≤ 3,000 ms/,
    );
  });
});

describe('describeRelated', () => {
  it('names each related metric once', () => {
    const related = (['VideoStuckRate', 'VideoStuckRate', 'AudioStuckRate'] as const).map(
      (metric) => buildEpisode({ metric }),
    );
    expect(describeRelated(buildFinding({}, related), en)).toBe(
      'Also seen in: Video stutter rate, Audio stutter rate.',
    );
    expect(describeRelated(buildFinding(), en)).toBeUndefined();
  });
});
