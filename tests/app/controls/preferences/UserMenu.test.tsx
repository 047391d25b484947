import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { UserMenu } from '../../../../src/app/controls/preferences/UserMenu.tsx';
import { renderControls } from '../../../support/render-controls.tsx';

afterEach(() => window.history.replaceState(null, '', '/'));

describe('UserMenu', () => {
  it('shows the user and signs out with the address to return to', async () => {
    window.history.replaceState(null, '', '/?app=x&range=7d');
    const { user } = renderControls(() => <UserMenu name="alice" canSignOut />);
    await user.click(screen.getByRole('button', { name: 'Signed in as alice' }));
    expect(screen.getByText('alice')).toBeTruthy();
    const form = screen.getByRole('button', { name: 'Sign out' }).closest('form');
    expect([form?.method, form?.getAttribute('action')]).toEqual(['post', '/signout']);
    expect([...new FormData(form ?? undefined)]).toEqual([['to', '/?app=x&range=7d']]);
  });

  it('has no sign-out button if a gateway handles sign-in', async () => {
    const { user } = renderControls(() => <UserMenu name="王芳" canSignOut={false} />, {
      lang: 'zh',
    });
    await user.click(screen.getByRole('button', { name: '已登录：王芳' }));
    expect(screen.getByText('王芳')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '退出登录' })).toBeNull();
  });
});
