import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
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

const findAllLoaded = () =>
  screen.findByText(/^(\d+) \/ \1 windows · 0 failed$/, {}, { timeout: 10_000 });
const getCard = (name: RegExp) =>
  within(screen.getByRole('region', { name: 'Metrics' })).getByRole('button', { name });

describe('Dashboard', () => {
  it('shows the first configured app and writes it to the URL', async () => {
    const page = open();
    await findAllLoaded();
    expect(page.params()).toEqual({ app: CLASSROOM });
    expect(getCard(/Join success/).textContent).toMatch(/9\d\.\d\d/);
    expect(screen.getByRole('button', { name: 'App: Classroom' })).toBeTruthy();
  });

  it('shows the initial load of the first app as such', async () => {
    const held = http.post(`${PAGE}/api/windows`, () => new Promise<never>(() => {}));
    const page = open({ overrides: [held] });
    await waitFor(() => expect(page.params()).toEqual({ app: CLASSROOM }));
    expect(await screen.findByText('Loading the first data…')).toBeTruthy();
    expect(screen.queryByText('Loading the new range…')).toBeNull();
    expect(screen.getByRole('rowheader', { name: 'All' })).toBeTruthy();
  });

  it('shows no loading state for a range without data', async () => {
    open({ search: `?app=${CLASSROOM}&from=2025-12-27T06:00:00Z&to=2026-01-03T06:00:00Z` });
    await screen.findByText('This range is older than 30 days');
    expect(screen.queryByText('Loading')).toBeNull();
    expect(screen.queryByText(/^0 of 0/)).toBeNull();
    const cells = within(screen.getByRole('table')).getAllByRole('cell');
    expect(new Set(cells.map((cell) => cell.textContent))).toEqual(new Set(['–no value']));
  });

  it('changes metric and split without requesting loaded windows again', async () => {
    const page = open({ search: `?app=${MEETING}&range=7d` });
    const user = userEvent.setup();
    await findAllLoaded();
    const days = 8;
    // Attribution requests eight segments of one metric.
    const before = days * (METRICS.length + 8);
    await waitFor(() => expect(page.upstreamCalls()).toBe(before));
    await user.click(getCard(/Time to first frame/));
    expect(page.params()).toEqual({ app: MEETING, metric: 'FirstFrameCost', range: '7d' });
    await screen.findByRole('heading', { name: 'Time to first frame' });
    expect(page.upstreamCalls()).toBe(before);
    await user.click(screen.getByRole('radio', { name: 'Terminal' }));
    await findAllLoaded();
    // Attribution has loaded the two segments of one metric.
    expect(page.upstreamCalls()).toBe(before + days * 2 * (METRICS.length - 1));
    expect(screen.getByRole('rowheader', { name: /Web/ })).toBeTruthy();
  });

  it('keeps the previous values while a filtered view loads', async () => {
    open({ search: `?app=${CLASSROOM}` });
    const user = userEvent.setup();
    await findAllLoaded();
    const previous = getCard(/Time to first frame/).textContent;
    await user.click(screen.getByRole('radio', { name: 'iOS' }));
    expect(getCard(/Time to first frame/).textContent).toBe(previous);
    expect(getCard(/Time to first frame/).getAttribute('aria-busy')).toBe('true');
    await waitFor(() =>
      expect(getCard(/Time to first frame/).getAttribute('aria-busy')).toBe('false'),
    );
    expect(getCard(/Time to first frame/).textContent).not.toBe(previous);
  });

  it('shows loaded windows and retries failed ones', async () => {
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
    expect(getCard(/Video stutter/).textContent).toMatch(/\d\.\d\d/);
    page.setScenario(undefined);
    await user.click(screen.getByRole('button', { name: 'Retry 1 day' }));
    await findAllLoaded();
  });

  it('retries transient failures without a message', async () => {
    open({ scenario: firstAttempts(2, truncateJson()) });
    await findAllLoaded();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it.each([
    ['NoPermission', /RAM user|permission/i, /live:DescribeLiveInteractionMetricData/],
    ['InvalidAccessKeyId.NotFound', /access key does not exist/, /key_invalid/],
    ['InvalidAccessKeyId.Inactive', /access key is disabled/, /key_invalid/],
    ['InvalidSecurityToken.Expired', /token has expired/, /token_expired/],
    ['SignatureDoesNotMatch', /secret|signature/i, /signature_mismatch/],
    ['Meter.ParamError', /AppId|refused/i, /upstream_refused/],
  ] as const)('reports %s once with its details', async (code, title, detail) => {
    open({ scenario: always(failWith(code)) });
    const alert = await screen.findByRole('alert', {}, { timeout: 10_000 });
    expect(alert.textContent).toMatch(title);
    expect(alert.textContent).toMatch(detail);
    expect(within(alert).getByText('RequestId')).toBeTruthy();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it.each(['null', 'absent', 'empty'] as const)(
    'distinguishes no data from zero and failure when Nodes is %s',
    async (form) => {
      open({
        search: `?app=${CLASSROOM}&os=iOS&terminal=web&range=7d`,
        scenario: always(mutateResponse(removeNodes(form))),
      });
      await findAllLoaded();
      expect(screen.getByText('Nothing was measured in this range')).toBeTruthy();
      expect(getCard(/Join success/).textContent).not.toMatch(/\d\.\d/);
      expect(screen.queryByRole('alert')).toBeNull();
      await userEvent.setup().click(screen.getByRole('button', { name: 'Clear filters' }));
      expect(new URLSearchParams(window.location.search).get('os')).toBeNull();
    },
  );

  it('reports an unreachable server and recovers after Retry', async () => {
    const unreachable = http.all(`${PAGE}/api/config`, () => HttpResponse.error(), { once: true });
    open({ overrides: [unreachable] });
    expect(await screen.findByRole('alert')).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Retry' }));
    await findAllLoaded();
  });

  it('keeps the chart and reports that the server is unreachable', async () => {
    const page = open({ search: `?app=${CLASSROOM}` });
    await findAllLoaded();
    network.use(http.all(`${PAGE}/api/windows`, () => HttpResponse.error()));
    // After the next bucket the current day is requested again.
    page.setNow(NOW + 4 * MINUTE);
    await userEvent.setup().click(screen.getByRole('button', { name: /Refresh/ }));
    expect(
      await screen.findByText(/You are offline, or the server cannot be reached/),
    ).toBeTruthy();
    expect(getCard(/Join success/).textContent).toMatch(/\d\.\d\d/);
    expect(screen.getByRole('rowheader', { name: /All/ })).toBeTruthy();
  });

  it('requests the newest bucket when it is due', async () => {
    const page = open({ search: `?app=${CLASSROOM}&range=6h` });
    await findAllLoaded();
    const before = page.upstreamCalls();
    page.setNow(NOW + 5 * MINUTE);
    await userEvent.setup().click(screen.getByRole('button', { name: /Refresh/ }));
    await waitFor(() => expect(page.upstreamCalls()).toBeGreaterThan(before));
    await findAllLoaded();
    // Per metric: the current day, and the range for its summary. The day before is final.
    expect(page.upstreamCalls()).toBe(before + 2 * METRICS.length);
  });

  it('uses the preferred language unless the URL names another', async () => {
    const page = open({ languages: ['zh-CN', 'en'] });
    expect(await screen.findAllByRole('button', { name: /首帧耗时/ })).not.toEqual([]);
    expect(document.documentElement.lang).toBe('zh-CN');
    page.close();
    open({ languages: ['zh-CN'], search: '?lang=en' });
    await findAllLoaded();
    expect(document.documentElement.lang).toBe('en-US');
  });

  it('offers to choose an app when none is configured or remembered', async () => {
    const page = open({ settings: { apps: [] } });
    expect(await screen.findByText(/ApsaraVideo Real-time Communication/)).toBeTruthy();
    expect(page.upstreamCalls()).toBe(0);
    const [, chartButton] = screen.getAllByRole('button', { name: 'Choose an app' });
    if (!chartButton) throw new Error('the chart has no button to choose an app');
    await userEvent.setup().click(chartButton);
    expect(await screen.findByRole('combobox')).toBeTruthy();
  });

  it('names the lines of several apps by app', async () => {
    open({ search: `?app=${CLASSROOM},${MEETING}` });
    await findAllLoaded();
    expect(screen.getByRole('rowheader', { name: 'Classroom' })).toBeTruthy();
    expect(screen.getByRole('rowheader', { name: 'Meeting' })).toBeTruthy();
  });

  it.each([
    ['the visible line', '&split=os&hide=all,ios', /^Classroom, Android – Join/],
    [
      'the value of each app',
      `,${MEETING}`,
      /^Classroom, Meeting – Join.*: Classroom 9\d\.\d\d%, .*; Meeting 9\d\.\d\d%, /,
    ],
  ])('summarizes for the clipboard %s', async (_content, search, line) => {
    open({ search: `?app=${CLASSROOM}${search}` });
    await findAllLoaded();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Share' }));
    const pasted = await screen.findByRole('textbox', { name: 'A line to paste' });
    expect(Reflect.get(pasted, 'value')).toMatch(line);
  });

  it('reports a failed app and shows the other', async () => {
    open({
      search: `?app=${CLASSROOM},${MEETING}`,
      scenario: when(({ query }) => query.appId === MEETING, failWith('Meter.ParamError')),
    });
    const row = await screen.findByRole('row', { name: /^Meeting Couldn’t load/ });
    expect(row.textContent).toContain('The API refused the request: check the AppId');
    expect(screen.getByRole('row', { name: /^Classroom/ }).textContent).toMatch(/9\d\.\d\d%/);
    expect(screen.getByText('0 of 2 days in, 2 partly')).toBeTruthy();
  });

  it('opens a remembered app despite invalid other preferences', async () => {
    const stored = JSON.stringify({ apps: [{ id: MEETING }], ranges: 'nonsense', theme: 7 });
    const page = open({ settings: { apps: [] }, storedPreferences: stored });
    await findAllLoaded();
    expect(page.params()).toEqual({ app: MEETING });
  });
});
