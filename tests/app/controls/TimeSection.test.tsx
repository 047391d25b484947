import { screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { HeaderPanel } from '../../../src/app/controls/Header.tsx';
import { TimeSection } from '../../../src/app/controls/TimeSection.tsx';
import type { TimeSectionProps } from '../../../src/app/controls/TimeSection.tsx';
import { DEFAULT_PREFERENCES } from '../../../src/app/state/preferences.ts';
import type { Preferences } from '../../../src/app/state/preferences.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import type { View } from '../../../src/view/view.ts';
import { LOCAL_ZONE, NOW, OLDEST, renderControls, view } from '../../support/render-controls.tsx';

// Loads the panel before the timeout of the first test starts.
beforeAll(async () => {
  await import('../../../src/app/controls/range/RangePanel.tsx');
}, 30_000);

const STORED: Preferences = {
  ...DEFAULT_PREFERENCES,
  apps: [{ id: 'of-another-tab' }],
  ranges: [{ from: NOW - 7_200_000, to: NOW - 3_600_000 }],
};

function StatefulSection(props: Omit<TimeSectionProps, 'openPanel' | 'onOpenPanel'>) {
  const [openPanel, setOpenPanel] = useState<HeaderPanel | null>(null);
  return <TimeSection {...props} openPanel={openPanel} onOpenPanel={setOpenPanel} />;
}

interface RenderOptions {
  initial?: View;
  isUpdatePending?: boolean;
}

function renderSection({ initial = view(), isUpdatePending = false }: RenderOptions = {}) {
  // Receives the changes to the stored preferences.
  const onPreferences = vi.fn<(change: Partial<Preferences>) => void>();
  const page = renderControls(
    () => (
      <StatefulSection
        now={NOW}
        oldest={OLDEST}
        span={{ begin: NOW - DAY, end: NOW }}
        comparedSpan={null}
        localZone={LOCAL_ZONE}
        lookbackDays={30}
        preferences={DEFAULT_PREFERENCES}
        onPreferences={(change) => onPreferences(change(STORED))}
        isUpdatePending={isUpdatePending}
      />
    ),
    { initial },
  );
  return { ...page, onPreferences };
}

describe('TimeSection', () => {
  it.each([
    ['Live', {}, false, true],
    ['On hold', {}, true, true],
    ['Paused', { live: false }, true, false],
  ])('shows the state %s', (name, changes, isUpdatePending, pressed) => {
    renderSection({ initial: view(changes), isUpdatePending });
    const button = screen.getByRole('button', { name });
    expect(button.getAttribute('aria-pressed')).toBe(String(pressed));
    expect(button.title.startsWith('Paused while you look')).toBe(name === 'On hold');
  });

  it('remembers an applied range besides those of other tabs', async () => {
    const { user, onPreferences } = renderSection();
    await user.click(screen.getByRole('button', { name: /^Time range/ }));
    await user.type(
      await screen.findByRole('textbox', { name: 'Type a range' }),
      'yesterday 10:00 to 12:00{Enter}',
    );
    expect(onPreferences).toHaveBeenCalledExactlyOnceWith({
      ranges: [
        { from: Date.UTC(2026, 10, 21, 2), to: Date.UTC(2026, 10, 21, 4) },
        ...STORED.ranges,
      ],
    });
  });
});
