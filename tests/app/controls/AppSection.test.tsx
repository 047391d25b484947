import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AppSection } from '../../../src/app/controls/AppSection.tsx';
import { DEFAULT_PREFERENCES } from '../../../src/app/state/preferences.ts';
import { APPS, renderControls } from '../../support/render-controls.tsx';

const renderSection = (demo = true) =>
  renderControls(() => (
    <AppSection
      config={{ apps: APPS, anyApp: true, demo }}
      preferences={DEFAULT_PREFERENCES}
      onPreferences={() => {}}
      isOpen={false}
      onOpenPanel={() => {}}
    />
  ));

describe('AppSection', () => {
  it('names the variables for real data in the demo badge', async () => {
    const { user } = renderSection();
    await user.click(screen.getByRole('button', { name: 'Demo data' }));
    expect(screen.getByText('ALIBABA_CLOUD_ACCESS_KEY_ID')).toBeTruthy();
    expect(screen.getByText('ALIBABA_CLOUD_ACCESS_KEY_SECRET')).toBeTruthy();
  });

  it('has no demo badge for real data', () => {
    renderSection(false);
    expect(screen.queryByRole('button', { name: 'Demo data' })).toBeNull();
  });
});
