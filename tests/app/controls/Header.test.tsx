// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Header } from '../../../src/app/controls/Header.tsx';
import type { HeaderPanel, HeaderProps } from '../../../src/app/controls/Header.tsx';
import { RefreshButton } from '../../../src/app/controls/live/RefreshButton.tsx';
import { NoticeBar } from '../../../src/app/panels/notices/NoticeBar.tsx';
import { DEFAULT_PREFERENCES } from '../../../src/app/state/preferences.ts';
import type { Preferences } from '../../../src/app/state/preferences.ts';
import { parseView } from '../../../src/view/codec.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import type { Lang, View } from '../../../src/view/view.ts';
import {
  APPS,
  LOCAL_ZONE,
  NOW,
  OLDEST,
  renderControls,
  view,
} from '../../support/render-controls.tsx';

// Its first opening fetches the panel; a test's five seconds are not for that.
beforeAll(async () => {
  await import('../../../src/app/controls/range/RangePanel.tsx');
}, 30_000);

const STORED: Preferences = {
  ...DEFAULT_PREFERENCES,
  apps: [{ id: 'of-another-tab' }],
  ranges: [{ from: NOW - 7_200_000, to: NOW - 3_600_000 }],
};

interface Settings extends Partial<HeaderProps> {
  initial?: View;
  demo?: boolean;
  lang?: Lang;
}

/** Opens and closes its panels as it does on the page. */
function HeaderWithPanels(props: Omit<HeaderProps, 'openPanel' | 'onOpenPanel'>) {
  const [openPanel, setOpenPanel] = useState<HeaderPanel | null>(null);
  return <Header {...props} openPanel={openPanel} onOpenPanel={setOpenPanel} />;
}

function renderHeader({ initial = view(), demo = true, lang = 'en', ...props }: Settings = {}) {
  // What is changed of preferences that another tab wrote meanwhile.
  const onPreferences = vi.fn<(change: Partial<Preferences>) => void>();
  const page = renderControls(
    (now, onChange) => (
      <HeaderWithPanels
        view={now}
        onChange={onChange}
        config={{
          apps: APPS,
          anyApp: true,
          demo,
          limits: { lookbackDays: 30, longestDays: 92, stepMs: 300_000, maxWindows: 1_000 },
        }}
        now={NOW}
        oldest={OLDEST}
        localZone={LOCAL_ZONE}
        preferences={DEFAULT_PREFERENCES}
        onPreferences={(change) => onPreferences(change(STORED))}
        span={{ begin: NOW - DAY, end: NOW }}
        compared={null}
        refresh={null}
        waits={false}
        {...props}
      />
    ),
    { initial, lang },
  );
  return { ...page, onPreferences };
}

describe('Header', () => {
  it('explains demo data with the two variables that make it real', async () => {
    const { user } = renderHeader();
    await user.click(screen.getByRole('button', { name: 'Demo data' }));
    expect(screen.getByText('ALIBABA_CLOUD_ACCESS_KEY_ID')).toBeTruthy();
    expect(screen.getByText('ALIBABA_CLOUD_ACCESS_KEY_SECRET')).toBeTruthy();
  });

  it('says nothing of demo data on real data', () => {
    renderHeader({ demo: false });
    expect(screen.queryByRole('button', { name: 'Demo data' })).toBeNull();
  });

  it('remembers a theme and takes it out of the link', async () => {
    const { user, onPreferences, onChange } = renderHeader({ initial: view({ theme: 'light' }) });
    await user.click(screen.getByRole('button', { name: 'Theme' }));
    await user.keyboard('{End}{Enter}');
    expect(onPreferences).toHaveBeenCalledExactlyOnceWith({ theme: 'dark' });
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view(), 'replace');
  });

  it('remembers a language, named in itself', async () => {
    const { user, onPreferences, onChange } = renderHeader();
    await user.click(screen.getByRole('button', { name: 'Language' }));
    await user.click(screen.getByRole('button', { name: '简体中文' }));
    expect(onPreferences).toHaveBeenCalledExactlyOnceWith({ lang: 'zh' });
    expect(onChange).not.toHaveBeenCalled();
  });

  it('keeps theme and language under one button where it is narrow', async () => {
    vi.stubGlobal('matchMedia', () => ({
      matches: true,
      addEventListener: () => {},
      removeEventListener: () => {},
    }));
    const { user, onPreferences } = renderHeader();
    expect(screen.queryByRole('button', { name: 'Theme' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'More settings' }));
    await user.click(screen.getByRole('button', { name: 'Dark' }));
    expect(onPreferences).toHaveBeenCalledExactlyOnceWith({ theme: 'dark' });
  });

  it('refreshes, and says so while it does', async () => {
    const onRefresh = vi.fn<() => void>();
    const refresh = (fetching: boolean) => (
      <RefreshButton onRefresh={onRefresh} fetching={fetching} />
    );
    const { user, unmount } = renderHeader({ refresh: refresh(true) });
    const button = screen.getByRole('button', { name: 'Refresh now' });
    expect(button.getAttribute('aria-busy')).toBe('true');
    expect(screen.getByText('Fetching new data')).toBeTruthy();
    await user.click(button);
    expect(onRefresh).toHaveBeenCalledOnce();
    unmount();
    renderHeader({ refresh: refresh(false) });
    expect(screen.getByRole('button', { name: 'Refresh now' }).ariaBusy).toBeNull();
    expect(screen.queryByText('Fetching new data')).toBeNull();
  });

  it.each([
    ['Live', {}, {}, true],
    ['On hold', {}, { waits: true }, true],
    ['Paused', { live: false }, { waits: true }, false],
  ])('says %s where that is so', (name, changes, props, pressed) => {
    renderHeader({ initial: view(changes), ...props });
    const button = screen.getByRole('button', { name });
    expect(button.getAttribute('aria-pressed')).toBe(String(pressed));
    expect(button.title.startsWith('Paused while you look')).toBe(name === 'On hold');
  });

  it('remembers a range once it is applied, beside those of other tabs', async () => {
    const { user, onPreferences } = renderHeader();
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

const renderNotices = (search: string, lang: Lang = 'en') => {
  const { view: parsed, notices } = parseView(search);
  const onDismiss = vi.fn<() => void>();
  const page = renderControls(
    (now) => <NoticeBar view={now} notices={notices} onDismiss={onDismiss} />,
    { initial: parsed, lang },
  );
  return { ...page, onDismiss };
};
const said = () => screen.getAllByRole('listitem').map((item) => item.textContent);

describe('NoticeBar', () => {
  it.each([
    ['?range=90d', 'The link’s range “90d” does not fit here; showing Last 24 hours.'],
    ['?metric=Nope', 'The link’s metric “Nope” is not one this page knows; showing join success.'],
    [
      '?tz=Mars/Base',
      'The link’s time zone “Mars/Base” is not one this browser knows; showing local time.',
    ],
    [
      '?goal.FirstFrameCost=-1',
      'The link’s “goal.FirstFrameCost” has the value “-1”, which this page cannot use; it is left out.',
    ],
  ])('says of %s what is shown instead', (search, sentence) => {
    renderNotices(search);
    expect(said()).toEqual([sentence]);
  });

  it('says it in Chinese', () => {
    renderNotices('?os=Symbian', 'zh');
    expect(said()).toEqual(['链接中的操作系统“Symbian”无法识别，改为显示全部。']);
  });

  it('says one sentence for each, and goes when dismissed', async () => {
    const { user, onDismiss } = renderNotices('?from=yesterdayish&to=later&split=x');
    expect(said()).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  it('shows nothing when there is nothing to say', () => {
    renderNotices('');
    expect(screen.queryByRole('list')).toBeNull();
  });
});
