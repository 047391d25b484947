import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProblemNote, RAM_POLICY } from '../../../../src/app/panels/shared/ProblemNote.tsx';
import { PROBLEM_CODES } from '../../../../src/contract/wire/problem.ts';
import { buildProblem, renderLocalized } from '../../../support/render-dashboard.tsx';
import { zh } from '../../../support/translators.ts';

afterEach(() => window.history.replaceState(null, '', '/'));

describe('ProblemNote', () => {
  it.each(PROBLEM_CODES)('shows %s in both languages with its code', (code) => {
    for (const translator of [undefined, zh]) {
      const { unmount } = renderLocalized(<ProblemNote problem={buildProblem(code)} />, translator);
      expect(screen.getByRole('alert').textContent).not.toContain('problem.');
      expect(screen.getByText(code)).toBeTruthy();
      unmount();
    }
  });

  it('does not show the log message of the server', () => {
    renderLocalized(<ProblemNote problem={buildProblem('internal', { message: 'for the log' })} />);
    expect(screen.queryByText(/for the log/)).toBeNull();
  });

  it('has neither buttons nor links when bare', () => {
    for (const code of PROBLEM_CODES)
      renderLocalized(<ProblemNote problem={buildProblem(code)} bare />);
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(screen.queryAllByRole('link')).toEqual([]);
  });

  it('copies the message, codes and RequestId', async () => {
    const copyText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    const original = buildProblem('no_permission', {
      upstreamCode: 'Forbidden.RAM',
      requestId: 'A-1',
    });
    renderLocalized(<ProblemNote problem={original} copyText={copyText} />);
    fireEvent.click(screen.getByRole('button', { name: 'Copy details' }));
    await screen.findByText('Copied');
    expect(copyText).toHaveBeenCalledWith(
      'About no_permission.\nCode: no_permission\nUpstream code: Forbidden.RAM\nRequestId: A-1',
    );
  });

  it.each([
    ['there is no clipboard', undefined],
    ['the browser refuses', () => Promise.reject(new Error('denied'))],
  ])('shows the text to select when %s', async (_name, copyText) => {
    renderLocalized(
      <ProblemNote problem={buildProblem('internal', { requestId: 'A-1' })} copyText={copyText} />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Copy details' }));
    await screen.findByText(/Select the text/);
    await waitFor(() =>
      expect(document.querySelector('pre')?.textContent).toContain('RequestId: A-1'),
    );
  });

  it('distinguishes a disabled key from a missing one', () => {
    const original = buildProblem('key_invalid', { upstreamCode: 'InvalidAccessKeyId.Inactive' });
    renderLocalized(<ProblemNote problem={original} />, zh);
    const { textContent } = screen.getByRole('alert');
    expect(textContent).toContain('AccessKey 已被禁用');
    expect(textContent).not.toContain('不存在');
  });

  it('copies the RAM policy', async () => {
    const copyText = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
    renderLocalized(<ProblemNote problem={buildProblem('no_permission')} copyText={copyText} />);
    fireEvent.click(screen.getByRole('button', { name: 'Copy policy' }));
    await screen.findByText('Copied');
    expect(copyText).toHaveBeenCalledWith(RAM_POLICY);
    expect(JSON.parse(RAM_POLICY)).toEqual({
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: ['live:DescribeLiveInteractionMetricData'], Resource: '*' },
      ],
    });
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('offers Retry only for retryable problems (retryable: %s)', (retryable, buttons) => {
    renderLocalized(
      <ProblemNote problem={buildProblem('throttled', { retryable })} onRetry={() => {}} />,
    );
    expect(screen.queryAllByRole('button', { name: 'Retry' })).toHaveLength(buttons);
  });

  it('shows how long the server withholds calls, and offers Retry for a cause that can be fixed', () => {
    const original = buildProblem('no_permission', { retryable: false, retryAfterMs: 29_500 });
    renderLocalized(<ProblemNote problem={original} onRetry={() => {}} />);
    expect(screen.getByText(/leaves the service alone for 30 seconds/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Retry' })).toBeTruthy();
  });

  it('shows when a retry is possible', () => {
    renderLocalized(<ProblemNote problem={buildProblem('throttled', { retryAfterMs: 1_200 })} />);
    expect(screen.getByText('It may be asked again in 2 seconds.')).toBeTruthy();
  });

  it('links to the sign-in page with the address to return to', () => {
    window.history.replaceState(null, '', '/?app=x&metric=FirstFrameCost');
    renderLocalized(<ProblemNote problem={buildProblem('not_signed_in', { retryable: false })} />);
    expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe(
      '/signin?to=%2F%3Fapp%3Dx%26metric%3DFirstFrameCost',
    );
  });

  it('has no sign-in link for other problems', () => {
    renderLocalized(<ProblemNote problem={buildProblem('internal')} />);
    expect(screen.queryByRole('link')).toBeNull();
  });
});
