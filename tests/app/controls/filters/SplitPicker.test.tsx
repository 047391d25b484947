import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SplitPicker } from '../../../../src/app/controls/filters/SplitPicker.tsx';
import type { View } from '../../../../src/view/view.ts';
import { renderControls, view } from '../../../support/render-controls.tsx';

const renderSplit = (initial?: View) =>
  renderControls(
    (current, onChange) => <SplitPicker view={current} onChange={onChange} />,
    initial ? { initial } : {},
  );
const splits = () => screen.getAllByRole('radio').map((radio) => radio.parentElement?.textContent);

describe('SplitPicker', () => {
  it('splits by OS, terminal, both or app', async () => {
    const { user, onChange } = renderSplit();
    expect(splits()).toEqual(['None', 'OS', 'Terminal', 'OS × terminal', 'App']);
    await user.click(screen.getByRole('radio', { name: 'Terminal' }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith(view({ split: 'terminal' }), 'push');
  });

  it('splits several apps by app and does not offer none', async () => {
    const initial = view({ apps: ['one', 'two'] });
    const { user, last } = renderSplit(initial);
    expect(splits()).toEqual(['OS', 'Terminal', 'OS × terminal', 'App']);
    expect(screen.getByRole('radio', { checked: true })).toHaveProperty(
      'labels.0.textContent',
      'App',
    );
    await user.click(screen.getByRole('radio', { name: 'OS' }));
    expect(last()).toEqual({ ...initial, split: 'os' });
    await user.click(screen.getByRole('radio', { name: 'App' }));
    expect(last()).toEqual({ ...initial, split: 'app' });
  });
});
