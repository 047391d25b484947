import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { NoticeBar } from '../../../../src/app/panels/notices/NoticeBar.tsx';
import { parseView } from '../../../../src/view/codec.ts';
import type { Lang } from '../../../../src/view/view.ts';
import { renderControls } from '../../../support/render-controls.tsx';

const renderNotices = (search: string, lang: Lang = 'en') => {
  const { view: parsed, notices } = parseView(search);
  const onDismiss = vi.fn<() => void>();
  const page = renderControls(
    (now) => <NoticeBar view={now} notices={notices} onDismiss={onDismiss} />,
    { initial: parsed, lang },
  );
  return { ...page, onDismiss };
};
const sentences = () => screen.getAllByRole('listitem').map((item) => item.textContent);

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
  ])('explains for %s what is shown instead', (search, sentence) => {
    renderNotices(search);
    expect(sentences()).toEqual([sentence]);
  });

  it('explains it in Chinese', () => {
    renderNotices('?os=Symbian', 'zh');
    expect(sentences()).toEqual(['链接中的操作系统“Symbian”无法识别，改为显示全部。']);
  });

  it('lists one sentence per notice and can be dismissed', async () => {
    const { user, onDismiss } = renderNotices('?from=yesterdayish&to=later&split=x');
    expect(sentences()).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(onDismiss).toHaveBeenCalledOnce();
  });

  it('renders nothing without notices', () => {
    renderNotices('');
    expect(screen.queryByRole('list')).toBeNull();
  });
});
