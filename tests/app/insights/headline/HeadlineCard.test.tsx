import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { HeadlineCard } from '../../../../src/app/insights/headline/HeadlineCard.tsx';
import type { HeadlineCardProps } from '../../../../src/app/insights/headline/HeadlineCard.tsx';
import { renderLocalized } from '../../../support/render-dashboard.tsx';
import { zh } from '../../../support/translators.ts';
import { ONSET, buildFinding, buildInsights, buildDeviation } from '../../../support/insights.ts';

const first = buildFinding();
const second = buildFinding({ metric: 'AudioStuckRate', isOngoing: false, value: 4, baseline: 2 });

function buildProps(changes: Partial<HeadlineCardProps> = {}): HeadlineCardProps {
  return {
    insights: [buildInsights()],
    findings: [first],
    dismissedCount: 0,
    attributions: new Map(),
    requestedFindings: [],
    goalOf: () => 2_000,
    nameApp: undefined,
    isBare: false,
    isPartial: false,
    worstSegment: undefined,
    linkTo: () => 'https://lens.example/?episode=x',
    onZoom: vi.fn(),
    onDismiss: vi.fn(),
    onRestore: vi.fn(),
    onWiden: undefined,
    copyText: vi.fn(() => Promise.resolve()),
    ...changes,
  };
}

const cardTexts = () => screen.getAllByRole('article').map(({ textContent }) => textContent);

describe('HeadlineCard', () => {
  it('copies the text with a link', async () => {
    const by = buildDeviation({ os: 'Android', terminal: 'mobile' }, 1_620, 1_000);
    const cardProps = buildProps({
      attributions: new Map([[first.primary, { kind: 'segment', contributor: by, siblings: [] }]]),
    });
    renderLocalized(<HeadlineCard {...cardProps} />);
    const card = screen.getByRole('article');
    const text = within(card).getByText(/38% slower/).parentElement?.textContent ?? '';
    expect(text).toContain('Android on mobile carries it');
    await userEvent.click(screen.getByRole('button', { name: 'Copy summary' }));
    expect(cardProps.copyText).toHaveBeenCalledWith(
      `${text} See it: https://lens.example/?episode=x`,
    );
  });

  it('shows a pending attribution but does not copy it', async () => {
    const cardProps = buildProps({ requestedFindings: [first] });
    renderLocalized(<HeadlineCard {...cardProps} />);
    expect(cardTexts()[0]).toContain('Looking for who is hit…');
    await userEvent.click(screen.getByRole('button', { name: 'Copy summary' }));
    expect(cardProps.copyText).toHaveBeenCalledWith(expect.not.stringContaining('Looking'));
  });

  it('shows the first finding, and the others on request', async () => {
    renderLocalized(<HeadlineCard {...buildProps({ findings: [first, second] })} />);
    expect(cardTexts()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: '+1 finding' }));
    expect(cardTexts()).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Fewer' }));
    expect(cardTexts()).toHaveLength(1);
  });

  it('shows at most three findings', async () => {
    const many = Array.from({ length: 5 }, (_, i) => buildFinding({ begin: ONSET - i }));
    renderLocalized(<HeadlineCard {...buildProps({ findings: many })} />);
    await userEvent.click(screen.getByRole('button', { name: '+2 findings' }));
    expect(cardTexts()).toHaveLength(3);
  });

  it('explains the method on request', async () => {
    renderLocalized(<HeadlineCard {...buildProps()} />);
    expect(screen.queryByText(/median absolute deviation/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Why?' }));
    expect(screen.getByText(/median absolute deviation/)).toBeTruthy();
  });

  it('has no buttons when bare', () => {
    renderLocalized(
      <HeadlineCard
        {...buildProps({ isBare: true, findings: [first, second], dismissedCount: 1 })}
      />,
    );
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('names the app if there are several', () => {
    renderLocalized(<HeadlineCard {...buildProps({ nameApp: () => 'Classroom' })} />);
    expect(cardTexts()[0]).toMatch(/^Classroom: Time to first frame/);
  });
});

describe('HeadlineCard without findings', () => {
  const calmProps = (changes: Partial<HeadlineCardProps> = {}) =>
    buildProps({ findings: [], ...changes });

  it('reports the range as within goal with the closest call, in both languages', () => {
    const { unmount } = renderLocalized(<HeadlineCard {...calmProps()} />);
    expect(cardTexts()[0]).toMatch(
      /^Within goal all the time, and nothing unusual; closest call: Video stutter rate 4.10%, Sat, Nov 21, 20:35\./,
    );
    unmount();
    renderLocalized(<HeadlineCard {...calmProps()} />, zh);
    expect(cardTexts()[0]).toContain('全程达标，无异常');
  });

  it('makes no statement about the baseline with few days, and offers a longer range', async () => {
    const onWiden = vi.fn();
    renderLocalized(
      <HeadlineCard
        {...calmProps({ insights: [buildInsights({ coverage: 'goal-only' })], onWiden })}
      />,
    );
    expect(cardTexts()[0]).not.toContain('unusual');
    expect(cardTexts()[0]).toContain('What is usual can be told from four days on.');
    await userEvent.click(screen.getByRole('button', { name: 'Show 7 days' }));
    expect(onWiden).toHaveBeenCalledOnce();
  });

  it('counts single values out of goal', () => {
    renderLocalized(
      <HeadlineCard {...calmProps({ insights: [buildInsights({ outOfGoalCount: 2 })] })} />,
    );
    expect(cardTexts()[0]).toMatch(/^Nothing that lasts: 2 single points out of goal/);
  });

  it('warns about a displayed segment that missed its goal', () => {
    const worstSegment = {
      segment: 'Android, mobile',
      metric: 'FirstFrameCost',
      withinGoal: 0.33,
    } as const;
    renderLocalized(<HeadlineCard {...calmProps({ worstSegment })} />);
    expect(cardTexts()[0]).toMatch(
      /^Android, mobile met its goal only 33% of the time: Time to first frame\. Taken together within goal all the time/,
    );
    expect(screen.getByRole('article').dataset['tone']).toBe('warn');
  });

  it('notes that some days are missing', () => {
    renderLocalized(<HeadlineCard {...calmProps({ isPartial: true })} />);
    expect(cardTexts()[0]).toContain('this is of the others');
  });

  it('reports too little data', () => {
    renderLocalized(
      <HeadlineCard
        {...calmProps({
          insights: [buildInsights({ coverage: 'insufficient', closestCall: undefined })],
        })}
      />,
    );
    expect(cardTexts()[0]).toContain('Too little data');
  });

  it('restores dismissed findings', async () => {
    const cardProps = calmProps({ dismissedCount: 1 });
    renderLocalized(<HeadlineCard {...cardProps} />);
    expect(cardTexts()[0]).toContain('Nothing else stands out.');
    await userEvent.click(screen.getByRole('button', { name: 'Show 1 finding put aside' }));
    expect(cardProps.onRestore).toHaveBeenCalledOnce();
  });
});
