import { screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { AppPicker } from '../../../../src/app/controls/app/AppPicker.tsx';
import type { AppPickerProps } from '../../../../src/app/controls/app/AppPicker.tsx';
import type { RememberedApp } from '../../../../src/app/state/preferences.ts';
import type { Lang, View } from '../../../../src/view/view.ts';
import { APPS, renderControls, view } from '../../../support/render-controls.tsx';

// Loads the panel before the timeout of the first test starts.
beforeAll(async () => {
  await import('../../../../src/app/controls/app/AppPanel.tsx');
}, 30_000);

interface PickerOptions {
  config?: AppPickerProps['config'];
  remembered?: RememberedApp[];
  initial?: View;
  lang?: Lang;
}

const MEETING = APPS[1]?.id ?? '';

async function openPicker(options: PickerOptions = {}) {
  const { config = { apps: APPS, anyApp: true }, remembered = [], ...rest } = options;
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
  const page = renderControls(
    (current, onChange) => <Picker view={current} onChange={onChange} />,
    rest,
  );
  await page.user.click(screen.getByRole('button'));
  const searchBox = await screen.findByRole('combobox');
  return { ...page, onRemembered, searchBox };
}

const optionTexts = () => screen.getAllByRole('option').map((option) => option.textContent);

describe('AppPicker', () => {
  it('names the selected app', () => {
    renderControls((current, onChange) => (
      <AppPicker
        view={current}
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

  it('selects another listed app and shows its hidden series', async () => {
    const { user, onChange, onRemembered } = await openPicker({
      initial: view({ hidden: ['ios'] }),
    });
    await user.click(screen.getByRole('option', { name: /Meeting/ }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ apps: [MEETING] }), 'push');
    expect(onRemembered).not.toHaveBeenCalled();
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('focuses the search box; arrow keys and Enter select an app', async () => {
    const { user, last, searchBox } = await openPicker();
    expect(document.activeElement).toBe(searchBox);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(last()?.apps).toEqual([MEETING]);
  });

  it('selects the first match on Enter', async () => {
    const { user, last } = await openPicker();
    await user.keyboard('meet{Enter}');
    expect(last()?.apps).toEqual([MEETING]);
  });

  it('closes without a change when the selected app is picked', async () => {
    const { user, onChange } = await openPicker();
    await user.click(screen.getByRole('option', { name: /Classroom/ }));
    expect(onChange).not.toHaveBeenCalled();
    await waitFor(() => expect(screen.queryByRole('combobox')).toBeNull());
  });

  it('accepts and remembers an AppId that is not listed', async () => {
    const { user, last, onRemembered } = await openPicker();
    await user.keyboard('1111-2222 ');
    await user.click(screen.getByRole('option', { name: 'Use the AppId 1111-2222' }));
    expect(last()?.apps).toEqual(['1111-2222']);
    expect(onRemembered).toHaveBeenCalledWith([{ id: '1111-2222' }]);
  });

  it('explains the format of an AppId for invalid text', async () => {
    const { user } = await openPicker();
    await user.keyboard('not an id!');
    expect(screen.queryByRole('option')).toBeNull();
    expect(screen.getByText(/1 to 64 letters/)).toBeTruthy();
  });

  it('rejects AppIds that are not listed without `anyApp`', async () => {
    const { user } = await openPicker({
      config: { apps: APPS, anyApp: false },
      remembered: [{ id: 'typed-elsewhere' }],
    });
    expect(optionTexts()).toHaveLength(2);
    await user.keyboard('1111-2222');
    expect(screen.getByText(/only the apps in its list/)).toBeTruthy();
  });

  it('lists remembered AppIds by their names', async () => {
    const remembered = [{ id: 'aaaa' }, { id: 'bbbb', name: 'Staging' }];
    const { user, last } = await openPicker({ remembered });
    expect(optionTexts()).toEqual([
      'Classroome4d7f08a…',
      'Meeting0b9c2a17…',
      'aaaa',
      'Stagingbbbb',
    ]);
    await user.keyboard('stag{Enter}');
    expect(last()?.apps).toEqual(['bbbb']);
  });

  it('renames and removes remembered AppIds', async () => {
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
  ] as const)(
    'explains in %s where to find an AppId if there is no app',
    async (lang, explanation) => {
      await openPicker({ config: { apps: [], anyApp: true }, initial: view({ apps: [] }), lang });
      expect(within(screen.getByRole('dialog')).getByText(explanation)).toBeTruthy();
    },
  );
});
