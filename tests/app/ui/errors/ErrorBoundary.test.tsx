import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { ErrorBoundary } from '../../../../src/app/ui/errors/ErrorBoundary.tsx';
import { renderLocalized } from '../../../support/render-dashboard.tsx';

// React logs errors that a boundary catches.
const silenceConsole = () => vi.spyOn(console, 'error').mockImplementation(() => {});

function Fragile({ broken }: { broken: { now: boolean } }) {
  if (broken.now) throw new Error('it broke');
  return <p>all well</p>;
}

describe('ErrorBoundary', () => {
  it('replaces only the panel that threw, reports the error once and reloads the panel', () => {
    silenceConsole();
    const broken = { now: true };
    const onError = vi.fn<(error: unknown) => void>();
    renderLocalized(
      <>
        <ErrorBoundary name="Legend" onError={onError}>
          <Fragile broken={broken} />
        </ErrorBoundary>
        <p>the rest</p>
      </>,
    );
    expect(screen.getByRole('alert').textContent).toContain('“Legend” could not be shown');
    expect(screen.getByText('the rest')).toBeTruthy();
    expect(onError).toHaveBeenCalledOnce();
    broken.now = false;
    fireEvent.click(screen.getByRole('button', { name: 'Reload this panel' }));
    expect(screen.getByText('all well')).toBeTruthy();
  });

  it('renders the panel again when the reset key changes', () => {
    silenceConsole();
    const broken = { now: true };
    const panel = (key: string) => (
      <ErrorBoundary name="Legend" resetKey={key}>
        <Fragile broken={broken} />
      </ErrorBoundary>
    );
    const { rerender } = renderLocalized(panel('a'));
    broken.now = false;
    rerender(panel('a'));
    expect(screen.queryByText('all well')).toBeNull();
    rerender(panel('b'));
    expect(screen.getByText('all well')).toBeTruthy();
  });

  it('copies the details of the error', async () => {
    silenceConsole();
    const copyText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    renderLocalized(
      <ErrorBoundary name="Legend" copyText={copyText}>
        <Fragile broken={{ now: true }} />
      </ErrorBoundary>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Copy details' }));
    await screen.findByText('Copied');
    expect(copyText.mock.calls[0]?.[0]).toContain('it broke');
  });
});
