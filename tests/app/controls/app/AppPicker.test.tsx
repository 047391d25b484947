// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { AppPicker } from '../../../../src/app/controls/app/AppPicker.tsx';
import type { AppPickerProps } from '../../../../src/app/controls/app/AppPicker.tsx';
import type { RememberedApp } from '../../../../src/app/state/preferences.ts';
import type { Lang, View } from '../../../../src/view/view.ts';
import { APPS, renderControls, view } from '../../../support/render-controls.tsx';

// Its first opening fetches the panel; a test's five seconds are not for that.
beforeAll(async () => {
  await import('../../../../src/app/controls/app/AppPanel.tsx');
}, 30_000);

interface Settings {
  config?: AppPickerProps['config'];
  remembered?: RememberedApp[];
  initial?: View;
  lang?: Lang;
}

const MEETING = APPS[1]?.id ?? '';

async function openPicker(settings: Settings = {}) {
  const { config = { apps: APPS, anyApp: true }, remembered = [], ...rest } = settings;
  const onRemembered = vi.fn<(apps: RememberedApp[]) => void>();
  function Picker(props: Pick<AppPickerProps, 'view' | 'onChange'>) {
    const [apps, setApps] = useState(remembered);
    const [open, setOpen] = useState(false);
    return (
      <AppPicker
        {...props}
        config={config}
        remembered={apps}
        open={open}
        onOpenChange={setOpen}
        onRemembered={(change) => {
          onRemembered(change(apps));
          setApps(change);
        }}
      />
    );
  }
  const page = renderControls((now, onChange) => <Picker view={now} onChange={onChange} />, rest);
  await page.user.click(screen.getByRole('button'));
  const box = await screen.findByRole('combobox');
  return { ...page, onRemembered, box };
}

const options = () => screen.getAllByRole('option').map((option) => option.textContent);

describe('AppPicker', () => {
  it('names the app in sight', () => {
    renderControls((now, onChange) => (
      <AppPicker
        view={now}
        onChange={onChange}
        open={false}
        onOpenChange={() => {}}
        config={{ apps: APPS, anyApp: true }}
        remembered={[]}
        onRemembered={() => {}}
      />
    ));
    const button = screen.getByRole('button', { name: 'App: Classroom' });
    expect(button.textContent).toContain('e4d7f08a…');
  });

  it('shows another listed app, and its hidden series again', async () => {
    const { user, onChange, onRemembered } = await openPicker({
      initial: view({ hidden: ['ios'] }),
    });
    await user.click(screen.getByRole('option', { name: /Meeting/ }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ apps: [MEETING] }), 'push');
    expect(onRemembered).not.toHaveBeenCalled();
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('starts in the box, on the app in sight; arrows move, Enter takes', async () => {
    const { user, last, box } = await openPicker();
    expect(document.activeElement).toBe(box);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(last()?.apps).toEqual([MEETING]);
  });

  it('takes the first match with Enter', async () => {
    const { user, last } = await openPicker();
    await user.keyboard('meet{Enter}');
    expect(last()?.apps).toEqual([MEETING]);
  });

  it('closes without a change when the app in sight is taken again', async () => {
    const { user, onChange } = await openPicker();
    await user.click(screen.getByRole('option', { name: /Classroom/ }));
    expect(onChange).not.toHaveBeenCalled();
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('takes and remembers an AppId that is not listed', async () => {
    const { user, last, onRemembered } = await openPicker();
    await user.keyboard('1111-2222 ');
    await user.click(screen.getByRole('option', { name: 'Use the AppId 1111-2222' }));
    expect(last()?.apps).toEqual(['1111-2222']);
    expect(onRemembered).toHaveBeenCalledWith([{ id: '1111-2222' }]);
  });

  it('says what an AppId is when the text is none', async () => {
    const { user } = await openPicker();
    await user.keyboard('not an id!');
    expect(screen.queryByRole('option')).toBeNull();
    expect(screen.getByText(/1 to 64 letters/)).toBeTruthy();
  });

  it('says that only listed apps are taken where that is so', async () => {
    const { user } = await openPicker({
      config: { apps: APPS, anyApp: false },
      remembered: [{ id: 'typed-elsewhere' }],
    });
    expect(options()).toHaveLength(2);
    await user.keyboard('1111-2222');
    expect(screen.getByText(/only the apps in its list/)).toBeTruthy();
  });

  it('lists what was typed before, by name where it has one', async () => {
    const remembered = [{ id: 'aaaa' }, { id: 'bbbb', name: 'Staging' }];
    const { user, last } = await openPicker({ remembered });
    expect(options()).toEqual(['Classroome4d7f08a…', 'Meeting0b9c2a17…', 'aaaa', 'Stagingbbbb']);
    await user.keyboard('stag{Enter}');
    expect(last()?.apps).toEqual(['bbbb']);
  });

  it('forgets and names what was typed', async () => {
    const { user, onRemembered } = await openPicker({
      remembered: [{ id: 'aaaa' }, { id: 'bbbb' }],
    });
    await user.click(screen.getByRole('button', { name: 'Name or forget typed AppIds' }));
    await user.type(screen.getByRole('textbox', { name: 'Name of bbbb' }), 'Staging{Enter}');
    expect(onRemembered).toHaveBeenLastCalledWith([
      { id: 'aaaa' },
      { id: 'bbbb', name: 'Staging' },
    ]);
    await user.click(screen.getByRole('button', { name: 'Forget aaaa' }));
    expect(onRemembered).toHaveBeenLastCalledWith([{ id: 'bbbb', name: 'Staging' }]);
    const done = screen.getByRole('button', { name: 'Done' });
    expect(document.activeElement).toBe(done);
    await user.click(done);
    expect(await screen.findByRole('option', { name: /Staging/ })).toBeTruthy();
  });

  it.each([
    ['en', /ApsaraVideo Real-time Communication › Applications/],
    ['zh', /Live\+ › 实时音视频/],
  ] as const)('says in %s where to find an AppId when there is no app', async (lang, where) => {
    await openPicker({ config: { apps: [], anyApp: true }, initial: view({ apps: [] }), lang });
    expect(within(screen.getByRole('dialog')).getByText(where)).toBeTruthy();
  });
});
