import { describe, expect, it } from 'vitest';
import { summarizeView } from '../../../src/app/share/share-summary.ts';
import type { SummarizedLine } from '../../../src/app/share/share-summary.ts';
import { buildStats, EMPTY_STATS, buildProblem } from '../../support/render-dashboard.tsx';
import { en, format, zh, zhFormat } from '../../support/translators.ts';

const buildLine = (name: string, changes: Partial<SummarizedLine> = {}): SummarizedLine => ({
  name,
  stats: buildStats(),
  summary: null,
  change: null,
  problem: null,
  ...changes,
});
const change = {
  now: 1_046,
  before: 986,
  difference: 60,
  ratio: 0.061,
  verdict: 'worse' as const,
  pairs: 271,
  noise: 12,
};

describe('summarizeView', () => {
  const view = {
    subjects: ['Classroom', 'iOS'],
    metric: 'FirstFrameCost' as const,
    goal: 1_200,
    range: 'Nov 15 – Nov 22, UTC+8',
    lines: [buildLine('iOS')],
    comparisonLabel: undefined,
    link: 'https://lens.test/?x',
  };

  it('summarizes the statistics of a single line', () => {
    expect(summarizeView(view, en, format)).toBe(
      'Classroom, iOS – Time to first frame, Nov 15 – Nov 22, UTC+8: 1,046 ms (mean of 5-min values), 93.4% of points within ≤ 1,200 ms, worst 1,688 ms at Sat, Nov 21, 21:10. https://lens.test/?x',
    );
  });

  it("separates the subjects in the user's language", () => {
    const subjects = ['Classroom', 'some-channel', 'iOS'];
    expect(summarizeView({ ...view, subjects }, zh, zhFormat)).toMatch(
      /^Classroom、some-channel、iOS – 首帧耗时，/,
    );
  });

  it.each([
    ['there is no data', { stats: EMPTY_STATS }, 'no data', '无数据'],
    ['it is loading', { stats: null }, 'loading', '加载中'],
    ['it failed', { stats: EMPTY_STATS, problem: buildProblem('offline') }, 'failed', '加载失败'],
  ])('names the state when %s', (_case, changes, english, chinese) => {
    const lines = [buildLine('iOS', changes)];
    expect(summarizeView({ ...view, lines }, en, format)).toMatch(
      new RegExp(`UTC\\+8: ${english}\\. https`),
    );
    expect(summarizeView({ ...view, lines }, zh, zhFormat)).toContain(`：${chinese}。`);
  });

  it('includes the change and its verdict', () => {
    const compared = {
      ...view,
      lines: [buildLine('iOS', { change })],
      comparisonLabel: 'week before',
    };
    expect(summarizeView(compared, en, format)).toContain('+60 ms (+6.1%) vs week before (worse)');
  });

  it('lists one value per line, with changes of rates in points', () => {
    const rate = { ...change, difference: -0.42, ratio: null };
    const several = {
      ...view,
      subjects: ['Classroom', 'Meeting', 'Support'],
      metric: 'JoinChannelSucRate' as const,
      goal: 95,
      lines: [
        buildLine('Classroom', { stats: buildStats({ mean: 98.5 }), change: rate }),
        buildLine('Meeting', { stats: buildStats({ mean: 97.25 }) }),
        buildLine('Support', { stats: EMPTY_STATS, problem: buildProblem('upstream_refused') }),
      ],
      comparisonLabel: 'week before',
    };
    expect(summarizeView(several, en, format)).toBe(
      'Classroom, Meeting, Support – Join success within 5 s (mean of 5-min values), Nov 15 – Nov 22, UTC+8: ' +
        'Classroom 98.50%, -0.42 pt vs week before (worse); ' +
        'Meeting 97.25%, 93.4% of points within ≥ 95%; Support failed. https://lens.test/?x',
    );
    const lines = Array.from({ length: 9 }, (_, i) => buildLine(`Line ${i}`));
    expect(summarizeView({ ...view, lines }, en, format)).toContain('Line 5 1,046 ms');
    expect(summarizeView({ ...view, lines }, en, format)).toContain('; 3 more. https');
  });
});
