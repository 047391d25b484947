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
import { ONSET, episode, finding, move } from '../support/insights.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u00A0', ' ');
const say = (...args: Parameters<typeof finding>) =>
  plain(describeFinding(finding(...args), 2_000, en, format));

describe('what happened', () => {
  it('says since when it goes on, and how much worse than usual it is', () => {
    expect(say()).toBe('Time to first frame is 38% slower than usual since Sat, Nov 21, 20:35.');
    expect(plain(describeFinding(finding(), 2_000, zh, zhFormat))).toMatch(
      /^自 .*20:35 起，首帧耗时比平常慢 38%。$/,
    );
  });

  it('says from when to when it was, with the date only where it is another', () => {
    const short = { isOngoing: false, end: ONSET + HOUR };
    expect(say(short)).toBe(
      'Time to first frame was 38% slower than usual from Sat, Nov 21, 20:35 to 21:35.',
    );
    expect(say({ isOngoing: false, end: ONSET + DAY })).toContain('to Sun, Nov 22, 20:35.');
  });

  it('says no time of day of what crept in', () => {
    expect(say({ onset: 'slow' })).toBe(
      'Time to first frame has crept away from its usual since about Sat, Nov 21: 38% slower on the whole.',
    );
  });

  it('speaks of the goal only where nobody knows what is usual', () => {
    expect(say({ kind: 'goal', baseline: null, value: 2_100 })).toBe(
      'Time to first frame is out of its goal ≤ 2,000 ms since Sat, Nov 21, 20:35: 2,100 ms on the whole.',
    );
  });

  it.each(METRICS)('has a word for worse, and the figure of the table, for %s', (metric) => {
    const { better, unit } = METRIC_FACTS[metric];
    const primary = episode({
      metric,
      value: better === 'higher' ? 93 : 6.2,
      baseline: better === 'higher' ? 98.5 : 3.1,
    });
    const word = unit === 'ms' ? 'slower' : better === 'higher' ? 'lower' : 'higher';
    const amount = formatDeviation(metric, primary.value, primary.baseline ?? 0, format).replace(
      /^[+\u2212-]/,
      '',
    );
    const said = describeFinding({ primary, related: [] }, 5, en, format);
    expect(said).toContain(`${amount} ${word} than usual`);
  });
});

describe('who it was', () => {
  const android = { os: 'Android', terminal: 'mobile' } as const;
  const one: Attribution = {
    kind: 'one',
    by: move(android, 1_620, 1_000),
    beside: [
      move({ os: 'Android', terminal: 'web' }, 1_200, 1_000),
      move({ os: 'iOS', terminal: 'mobile' }, 1_010, 1_000),
    ],
  };
  const who = (carrier: Attribution) =>
    plain(describeAttribution(carrier, 'FirstFrameCost', en, format));

  it('names the one that carries it, and one beside it on the same terminal', () => {
    expect(who(one)).toBe(
      'Android on mobile carries it (+62%, 1,620 ms); iOS on mobile is flat (+1%).',
    );
    expect(describeAttribution(one, 'FirstFrameCost', zh, zhFormat)).toContain(
      'Android 移动端是主因',
    );
    expect(nameContributor(one, en)).toBe('Android on mobile');
  });

  it('does not call flat what moved', () => {
    expect(
      who({ ...one, beside: [move({ os: 'iOS', terminal: 'mobile' }, 1_150, 1_000)] }),
    ).toContain('iOS on mobile moved less (+15%)');
  });

  it('says that everyone is hit, with the one hit most', () => {
    const everyone: Attribution = {
      kind: 'everyone',
      moves: [move({ os: 'iOS' }, 1_300, 1_000), move({ os: 'Android' }, 1_400, 1_000)],
    };
    expect(who(everyone)).toBe('Everyone is hit, Android the most (+40%).');
    expect(nameContributor(everyone, zh)).toBe('所有用户');
  });

  it('names nobody where none stands out, or too little is known', () => {
    expect(who({ kind: 'several', moves: [] })).toBe('No one segment stands out.');
    expect(who({ kind: 'unknown' })).toBeUndefined();
  });
});

describe('how bad it was', () => {
  it('says for how long it was out of goal, and the worst with its date only where that is another', () => {
    expect(plain(describeGoalStatus(finding(), 2_000, en, format))).toBe(
      'Out of goal ≤ 2,000 ms for 3 h, worst 2,210 ms at 22:05.',
    );
    const later = { worst: { value: 2_210, at: ONSET + DAY } };
    expect(plain(describeGoalStatus(finding(later), 2_000, en, format))).toContain(
      'at Sun, Nov 22, 20:35.',
    );
  });

  it('says so when the goal was met all the while', () => {
    expect(plain(describeGoalStatus(finding({ outOfGoalMs: 0 }), 3_000, en, format))).toMatch(
      /^Within its goal ≤ 3,000 ms/,
    );
  });

  it('names each other metric that shows it once', () => {
    const also = (['VideoStuckRate', 'VideoStuckRate', 'AudioStuckRate'] as const).map((metric) =>
      episode({ metric }),
    );
    expect(describeRelated(finding({}, also), en)).toBe(
      'Also seen in: Video stutter rate, Audio stutter rate.',
    );
    expect(describeRelated(finding(), en)).toBeUndefined();
  });
});
