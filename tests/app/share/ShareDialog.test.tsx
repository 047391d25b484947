import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { ShareDialog } from '../../../src/app/share/ShareDialog.tsx';
import { DAY } from '../../../src/contract/domain/time.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import { renderLocalized } from '../../support/render-dashboard.tsx';
import { NOW } from '../../support/translators.ts';

describe('ShareDialog', () => {
  const openDialog = (copyText?: (text: string) => Promise<void>) =>
    renderLocalized(
      <ShareDialog
        view={{ ...DEFAULT_VIEW, apps: ['a'] }}
        range={{ begin: NOW - DAY, end: NOW }}
        base="https://lens.test/"
        lang="en"
        summarize={() => ({
          subjects: ['Classroom'],
          metric: 'JoinChannelSucRate',
          goal: 95,
          range: 'today',
          lines: [{ name: 'All', stats: null, summary: null, change: null, problem: null }],
          comparisonLabel: undefined,
        })}
        copyText={copyText}
        onClose={() => {}}
      />,
    );

  it('shows both links and copies the chosen one', async () => {
    const copyText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    openDialog(copyText);
    const live = screen.getByRole('textbox', { name: 'Live link' });
    expect(live).toHaveProperty('value', 'https://lens.test/?app=a&tz=Asia/Shanghai&lang=en');
    const frozen = screen.getByRole('textbox', { name: 'Frozen link' });
    expect(frozen).toHaveProperty('value', expect.stringMatching(/from=.*&to=.*&refresh=off/));
    await userEvent.setup().click(screen.getByRole('button', { name: 'Copy: Frozen link' }));
    expect(copyText).toHaveBeenCalledExactlyOnceWith(Reflect.get(frozen, 'value'));
    expect(await screen.findByText('Copied')).toBeTruthy();
  });

  it('shows the text to copy manually without a clipboard', async () => {
    openDialog();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Copy: Live link' }));
    expect(await screen.findByText(/did not let the page copy/)).toBeTruthy();
  });
});
