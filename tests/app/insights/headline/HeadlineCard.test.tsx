// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { HeadlineCard } from '../../../../src/app/insights/headline/HeadlineCard.tsx';
import type { HeadlineCardProps } from '../../../../src/app/insights/headline/HeadlineCard.tsx';
import { show } from '../../../support/render-dashboard.tsx';
import { zh } from '../../../support/translators.ts';
import { ONSET, finding, insights, move } from '../../../support/insights.ts';

const first = finding();
const second = finding({ metric: 'AudioStuckRate', isOngoing: false, value: 4, baseline: 2 });

function props(changes: Partial<HeadlineCardProps> = {}): HeadlineCardProps {
  return {
    insights: [insights()],
    findings: [first],
    dismissed: 0,
    attributions: new Map(),
    asked: [],
    goalOf: () => 2_000,
    nameApp: undefined,
    isBare: false,
    isPartial: false,
    hurt: undefined,
    linkTo: () => 'https://lens.example/?episode=x',
    onZoom: vi.fn(),
    onDismiss: vi.fn(),
    onRestore: vi.fn(),
    onWiden: undefined,
    copyText: vi.fn(() => Promise.resolve()),
    ...changes,
  };
}

const said = () => screen.getAllByRole('article').map(({ textContent }) => textContent);

describe('HeadlineCard', () => {
  it('copies what it says, with a link', async () => {
    const by = move({ os: 'Android', terminal: 'mobile' }, 1_620, 1_000);
    const given = props({
      attributions: new Map([[first.primary, { kind: 'segment', contributor: by, siblings: [] }]]),
    });
    show(<HeadlineCard {...given} />);
    const card = screen.getByRole('article');
    const text = within(card).getByText(/38% slower/).parentElement?.textContent ?? '';
    expect(text).toContain('Android on mobile carries it');
    await userEvent.click(screen.getByRole('button', { name: 'Copy summary' }));
    expect(given.copyText).toHaveBeenCalledWith(`${text} See it: https://lens.example/?episode=x`);
  });

  it('says that it is looking for who was hit, and leaves that out of the copy', async () => {
    const given = props({ asked: [first] });
    show(<HeadlineCard {...given} />);
    expect(said()[0]).toContain('Looking for who is hit…');
    await userEvent.click(screen.getByRole('button', { name: 'Copy summary' }));
    expect(given.copyText).toHaveBeenCalledWith(expect.not.stringContaining('Looking'));
  });

  it('shows the first, and the others when asked for', async () => {
    show(<HeadlineCard {...props({ findings: [first, second] })} />);
    expect(said()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: '+1 finding' }));
    expect(said()).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Fewer' }));
    expect(said()).toHaveLength(1);
  });

  it('never shows more than three', async () => {
    const many = Array.from({ length: 5 }, (_, i) => finding({ begin: ONSET - i }));
    show(<HeadlineCard {...props({ findings: many })} />);
    await userEvent.click(screen.getByRole('button', { name: '+2 findings' }));
    expect(said()).toHaveLength(3);
  });

  it('says its method and thresholds when asked', async () => {
    show(<HeadlineCard {...props()} />);
    expect(screen.queryByText(/median absolute deviation/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Why?' }));
    expect(screen.getByText(/median absolute deviation/)).toBeTruthy();
  });

  it('has nothing to press on a wall screen', () => {
    show(<HeadlineCard {...props({ isBare: true, findings: [first, second], dismissed: 1 })} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('names the app where there are several', () => {
    show(<HeadlineCard {...props({ nameApp: () => 'Classroom' })} />);
    expect(said()[0]).toMatch(/^Classroom: Time to first frame/);
  });
});

describe('a calm range', () => {
  const calm = (changes: Partial<HeadlineCardProps> = {}) => props({ findings: [], ...changes });

  it('is said to be within goal, with the closest call, in both languages', () => {
    const { unmount } = show(<HeadlineCard {...calm()} />);
    expect(said()[0]).toMatch(
      /^Within goal all the time, and nothing unusual; closest call: Video stutter rate 4.10%, Sat, Nov 21, 20:35\./,
    );
    unmount();
    show(<HeadlineCard {...calm()} />, zh);
    expect(said()[0]).toContain('全程达标，无异常');
  });

  it('does not say that nothing is unusual where nobody can know, and offers more days', async () => {
    const onWiden = vi.fn();
    show(<HeadlineCard {...calm({ insights: [insights({ judged: 'goal-only' })], onWiden })} />);
    expect(said()[0]).not.toContain('unusual');
    expect(said()[0]).toContain('What is usual can be told from four days on.');
    await userEvent.click(screen.getByRole('button', { name: 'Show 7 days' }));
    expect(onWiden).toHaveBeenCalledOnce();
  });

  it('is not called within goal when single values were not', () => {
    show(<HeadlineCard {...calm({ insights: [insights({ missed: 2 })] })} />);
    expect(said()[0]).toMatch(/^Nothing that lasts: 2 single points out of goal/);
  });

  it('does not call it calm when a segment in sight was out of goal', () => {
    const hurt = { segment: 'Android, mobile', metric: 'FirstFrameCost', within: 0.33 } as const;
    show(<HeadlineCard {...calm({ hurt })} />);
    expect(said()[0]).toMatch(
      /^Android, mobile met its goal only 33% of the time: Time to first frame\. Taken together within goal all the time/,
    );
    expect(screen.getByRole('article').dataset['tone']).toBe('warn');
  });

  it('says that it is of the days that came', () => {
    show(<HeadlineCard {...calm({ isPartial: true })} />);
    expect(said()[0]).toContain('this is of the others');
  });

  it('says nothing of too little data', () => {
    show(
      <HeadlineCard
        {...calm({ insights: [insights({ judged: 'insufficient', closest: undefined })] })}
      />,
    );
    expect(said()[0]).toContain('Too little data');
  });

  it('brings back what was put aside', async () => {
    const given = calm({ dismissed: 1 });
    show(<HeadlineCard {...given} />);
    expect(said()[0]).toContain('Nothing else stands out.');
    await userEvent.click(screen.getByRole('button', { name: 'Show 1 finding put aside' }));
    expect(given.onRestore).toHaveBeenCalledOnce();
  });
});
