import { describe, expect, it } from 'vitest';
import { parseGoal } from '../../../../src/app/panels/main-chart/GoalEditor.tsx';

describe('parseGoal', () => {
  it.each([
    ['FirstFrameCost', '1200', 1200],
    ['FirstFrameCost', ' ≤ 1,200 ms ', 1200],
    ['FirstFrameCost', '１２００毫秒', 1200],
    ['FirstFrameCost', '0', undefined],
    ['FirstFrameCost', '-5', undefined],
    ['FirstFrameCost', '1e9', undefined],
    ['FirstFrameCost', '9999999', undefined],
    ['JoinChannelSucRate', '99.5%', 99.5],
    ['JoinChannelSucRate', '.5', 0.5],
    ['JoinChannelSucRate', '0', 0],
    ['JoinChannelSucRate', '101', undefined],
    ['JoinChannelSucRate', '1,5', undefined],
    ['JoinChannelSucRate', '', undefined],
  ] as const)('%s: %j', (metric, text, goal) => {
    expect(parseGoal(metric, text)).toBe(goal);
  });
});
