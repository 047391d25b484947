import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/contract/domain/time.ts';
import { removeNodes } from '../../../src/simulator/faults/mutations.ts';
import { mutateResponse, failWith, truncateJson } from '../../../src/simulator/faults/faults.ts';
import { always, firstAttempts, when } from '../../../src/simulator/faults/scenarios.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { NOW, PAGE, network, openPage } from '../../support/whole-page.tsx';
import type { WholePageOptions } from '../../support/whole-page.tsx';

const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map(({ id }) => id);

let opened: ReturnType<typeof openPage> | undefined;
const open = (options?: WholePageOptions) => (opened = openPage(options));

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
afterEach(() => {
  opened?.close();
  network.resetHandlers();
});
afterAll(() => network.close());

const allIn = () => screen.findByText(/^(\d+) \/ \1 windows · 0 failed$/, {}, { timeout: 10_000 });
const card = (name: RegExp) =>
  within(screen.getByRole('region', { name: 'Metrics' })).getByRole('button', { name });

describe('the page', () => {
  it('shows the first configured app at once, and writes it into the address', async () => {
    const page = open();
    await allIn();
    expect(page.params()).toEqual({ app: CLASSROOM });
    expect(card(/Join success/).textContent).toMatch(/9\d\.\d\d/);
    expect(screen.getByRole('button', { name: 'App: Classroom' })).toBeTruthy();
  });

  it('takes the first load of the first configured app for what it is', async () => {
    const held = http.post(`${PAGE}/api/windows`, () => new Promise<never>(() => {}));
    const page = open({ overrides: [held] });
    await waitFor(() => expect(page.params()).toEqual({ app: CLASSROOM }));
    expect(await screen.findByText('Loading the first data…')).toBeTruthy();
    expect(screen.queryByText('Loading the new range…')).toBeNull();
    expect(screen.getByRole('rowheader', { name: 'All' })).toBeTruthy();
  });

  it('waits for nothing where the range has nothing in it', async () => {
    open({ search: `?app=${CLASSROOM}&from=2025-12-27T06:00:00Z&to=2026-01-03T06:00:00Z` });
    await screen.findByText('This range is older than 30 days');
    expect(screen.queryByText('Loading')).toBeNull();
    expect(screen.queryByText(/^0 of 0/)).toBeNull();
    const cells = within(screen.getByRole('table')).getAllByRole('cell');
    expect(new Set(cells.map((cell) => cell.textContent))).toEqual(new Set(['–no value']));
  });

  it('changes metric and split without asking again for what is here', async () => {
    const page = open({ search: `?app=${MEETING}&range=7d` });
    const user = userEvent.setup();
    await allIn();
    // Of what it finds it asks who was hit: eight segments of one metric.
    await waitFor(() => expect(page.upstreamCalls()).toBe(32 + 64));
    const before = page.upstreamCalls();
    await user.click(card(/Time to first frame/));
    expect(page.params()).toEqual({ app: MEETING, metric: 'FirstFrameCost', range: '7d' });
    await screen.findByRole('heading', { name: 'Time to first frame' });
    expect(page.upstreamCalls()).toBe(before);
    await user.click(screen.getByRole('radio', { name: 'Terminal' }));
    await allIn();
    // Two segments of the three metrics not asked about, over the eight UTC days that seven days touch.
    expect(page.upstreamCalls()).toBe(before + 48);
    expect(screen.getByRole('rowheader', { name: /Web/ })).toBeTruthy();
  });

  it('keeps the old figures while another app loads', async () => {
    open({ search: `?app=${CLASSROOM}` });
    const user = userEvent.setup();
    await allIn();
    const figure = card(/Time to first frame/).textContent;
    await user.click(screen.getByRole('radio', { name: 'iOS' }));
    expect(card(/Time to first frame/).textContent).toBe(figure);
    expect(card(/Time to first frame/).getAttribute('aria-busy')).toBe('true');
    await waitFor(() =>
      expect(card(/Time to first frame/).getAttribute('aria-busy')).toBe('false'),
    );
    expect(card(/Time to first frame/).textContent).not.toBe(figure);
  });

  it('shows what came and retries what failed, window by window', async () => {
    const failing = failWith('Meter.ServerInternalError');
    const page = open({
      search: `?app=${CLASSROOM}&range=3d`,
      scenario: when(
        ({ query }) =>
          query.metric === 'JoinChannelSucRate' && query.begin === Date.UTC(2026, 10, 19),
        failing,
      ),
    });
    const user = userEvent.setup();
    await screen.findByText(/· 1 failed$/, {}, { timeout: 10_000 });
    expect(screen.getByText(/3 of 4 days in, 1 failed/)).toBeTruthy();
    expect(card(/Video stutter/).textContent).toMatch(/\d\.\d\d/);
    page.setScenario(undefined);
    await user.click(screen.getByRole('button', { name: 'Retry 1 day' }));
    await allIn();
  });

  it('retries by itself what is transient, and the reader never hears of it', async () => {
    open({ scenario: firstAttempts(2, truncateJson()) });
    await allIn();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([
    ['NoPermission', /RAM user|permission/i, /live:DescribeLiveInteractionMetricData/],
    ['InvalidAccessKeyId.NotFound', /access key does not exist/, /key_invalid/],
    ['InvalidAccessKeyId.Inactive', /access key is disabled/, /key_invalid/],
    ['InvalidSecurityToken.Expired', /token has expired/, /token_expired/],
    ['SignatureDoesNotMatch', /secret|signature/i, /signature_mismatch/],
    ['Meter.ParamError', /AppId|refused/i, /upstream_refused/],
  ] as const)('says once what is wrong and what to do: %s', async (code, title, detail) => {
    open({ scenario: always(failWith(code)) });
    const alert = await screen.findByRole('alert', {}, { timeout: 10_000 });
    expect(alert.textContent).toMatch(title);
    expect(alert.textContent).toMatch(detail);
    expect(within(alert).getByText('RequestId')).toBeTruthy();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it.each(['null', 'absent', 'empty'] as const)(
    'calls no data no data, neither zero nor failed: Nodes %s',
    async (how) => {
      open({
        search: `?app=${CLASSROOM}&os=iOS&terminal=web&range=7d`,
        scenario: always(mutateResponse(removeNodes(how))),
      });
      await allIn();
      expect(screen.getByText('Nothing was measured in this range')).toBeTruthy();
      expect(card(/Join success/).textContent).not.toMatch(/\d\.\d/);
      expect(screen.queryByRole('alert')).toBeNull();
      await userEvent.setup().click(screen.getByRole('button', { name: 'Clear filters' }));
      expect(new URLSearchParams(window.location.search).get('os')).toBeNull();
    },
  );

  it('says that it is offline, goes on asking, and comes back by itself', async () => {
    const away = http.all(`${PAGE}/api/config`, () => HttpResponse.error(), { once: true });
    open({ overrides: [away] });
    expect(await screen.findByRole('alert')).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Retry' }));
    await allIn();
  });

  it('keeps the chart when the server goes away, and says so', async () => {
    const page = open({ search: `?app=${CLASSROOM}` });
    await allIn();
    network.use(http.all(`${PAGE}/api/windows`, () => HttpResponse.error()));
    // Past the next bucket the open day is asked for again.
    page.setNow(NOW + 4 * MINUTE);
    await userEvent.setup().click(screen.getByRole('button', { name: /Refresh/ }));
    expect(
      await screen.findByText(/You are offline, or the server cannot be reached/),
    ).toBeTruthy();
    expect(card(/Join success/).textContent).toMatch(/\d\.\d\d/);
    expect(screen.getByRole('rowheader', { name: /All/ })).toBeTruthy();
  });

  it('asks for the newest bucket when its time comes', async () => {
    const page = open({ search: `?app=${CLASSROOM}&range=6h` });
    await allIn();
    const before = page.upstreamCalls();
    page.setNow(NOW + 5 * MINUTE);
    await userEvent.setup().click(screen.getByRole('button', { name: /Refresh/ }));
    await waitFor(() => expect(page.upstreamCalls()).toBeGreaterThan(before));
    await allIn();
    // Four metrics: the open day, and the range itself for its summary. The day before is final.
    expect(page.upstreamCalls()).toBe(before + 8);
  });

  it('speaks Chinese to who prefers it, and the address decides over that', async () => {
    const page = open({ languages: ['zh-CN', 'en'] });
    expect(await screen.findAllByRole('button', { name: /首帧耗时/ })).not.toEqual([]);
    expect(document.documentElement.lang).toBe('zh-CN');
    page.close();
    open({ languages: ['zh-CN'], search: '?lang=en' });
    await allIn();
    expect(document.documentElement.lang).toBe('en-US');
  });

  it('asks to choose an app when none is configured or remembered', async () => {
    const page = open({ settings: { apps: [] } });
    expect(await screen.findByText(/ApsaraVideo Real-time Communication/)).toBeTruthy();
    expect(page.upstreamCalls()).toBe(0);
    const [, inTheChartsPlace] = screen.getAllByRole('button', { name: 'Choose an app' });
    if (!inTheChartsPlace) throw new Error('the page itself offers to choose');
    await userEvent.setup().click(inTheChartsPlace);
    expect(await screen.findByRole('combobox')).toBeTruthy();
  });

  it('tells the lines of several apps apart by the apps’ names', async () => {
    open({ search: `?app=${CLASSROOM},${MEETING}` });
    await allIn();
    expect(screen.getByRole('rowheader', { name: 'Classroom' })).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: 'Meeting' })).toBeTruthy();
  });

  it.each([
    ['the one line that is not hidden', '&split=os&hide=all,ios', /^Classroom, Android – Join/],
    [
      'each app’s own figure',
      `,${MEETING}`,
      /^Classroom, Meeting – Join.*: Classroom 9\d\.\d\d%, .*; Meeting 9\d\.\d\d%, /,
    ],
  ])('has in the line to paste %s', async (_what, more, line) => {
    open({ search: `?app=${CLASSROOM}${more}` });
    await allIn();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Share' }));
    const pasted = await screen.findByRole('textbox', { name: 'A line to paste' });
    expect(Reflect.get(pasted, 'value')).toMatch(line);
  });

  it('says that one app of several failed, and shows the other', async () => {
    open({
      search: `?app=${CLASSROOM},${MEETING}`,
      scenario: when(({ query }) => query.appId === MEETING, failWith('Meter.ParamError')),
    });
    const row = await screen.findByRole('row', { name: /^Meeting Couldn’t load/ });
    expect(row.textContent).toContain('The API refused the request: check the AppId');
    expect(screen.getByRole('row', { name: /^Classroom/ }).textContent).toMatch(/9\d\.\d\d%/);
    expect(screen.getByText('0 of 2 days in, 2 partly')).toBeTruthy();
  });

  it('opens on a remembered app when none is configured, whatever lies beside it in the storage', async () => {
    const stored = JSON.stringify({ apps: [{ id: MEETING }], ranges: 'nonsense', theme: 7 });
    const page = open({ settings: { apps: [] }, storedPreferences: stored });
    await allIn();
    expect(page.params()).toEqual({ app: MEETING });
  });
});
