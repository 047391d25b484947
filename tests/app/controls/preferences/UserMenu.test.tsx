// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { UserMenu } from '../../../../src/app/controls/preferences/UserMenu.tsx';
import { ProblemNote } from '../../../../src/app/ui/errors/ProblemNote.tsx';
import { problem, show } from '../../../support/render-dashboard.tsx';
import { renderControls } from '../../../support/render-controls.tsx';

afterEach(() => window.history.replaceState(null, '', '/'));

describe('PersonMenu', () => {
  it('says who is signed in, and signs out by a form that knows the way back', async () => {
    window.history.replaceState(null, '', '/?app=x&range=7d');
    const { user } = renderControls(() => <UserMenu name="alice" canSignOut />);
    await user.click(screen.getByRole('button', { name: 'Signed in as alice' }));
    expect(screen.getByText('alice')).toBeTruthy();
    const form = screen.getByRole('button', { name: 'Sign out' }).closest('form');
    expect([form?.method, form?.getAttribute('action')]).toEqual(['post', '/signout']);
    expect([...new FormData(form ?? undefined)]).toEqual([['to', '/?app=x&range=7d']]);
  });

  it('leaves signing out to the gateway that signed in', async () => {
    const { user } = renderControls(() => <UserMenu name="王芳" canSignOut={false} />, {
      lang: 'zh',
    });
    await user.click(screen.getByRole('button', { name: '已登录：王芳' }));
    expect(screen.getByText('王芳')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '退出登录' })).toBeNull();
  });
});

describe('a page whose reader is no longer signed in', () => {
  it('leads to the sign-in page and back to this address', () => {
    window.history.replaceState(null, '', '/?app=x&metric=FirstFrameCost');
    show(<ProblemNote problem={problem('not_signed_in', { retryable: false })} />);
    expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe(
      '/signin?to=%2F%3Fapp%3Dx%26metric%3DFirstFrameCost',
    );
  });

  it('is not led there for another problem', () => {
    show(<ProblemNote problem={problem('internal')} />);
    expect(screen.queryByRole('link')).toBeNull();
  });
});
