// What a person sees when something is wrong: with the upstream, the server, the network, or the page itself.
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { METRICS } from '../../src/contract/domain/metrics.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { replaceValues, removeNodes } from '../../src/simulator/faults/mutations.ts';
import {
  respondHtml,
  respondRaw,
  mutateResponse,
  failWith,
  throttle,
} from '../../src/simulator/faults/faults.ts';
import type { Call, Fault } from '../../src/simulator/faults/faults.ts';
import { always, firstOf, when } from '../../src/simulator/faults/scenarios.ts';
import { DEMO_APPS } from '../../src/simulator/simulator.ts';
import { dayBefore, onDashboard, pastRange } from './dashboard.ts';
import { createBarrier, test } from './server-fixture.ts';

// Too low for the matrix to be near, which would be asked for too: calls are counted here.
test.use({ viewport: { width: 1_440, height: 420 } });

/** Text of the footer. */
const windowCount = (windows: number, failed = 0, loaded = windows - failed) =>
  `${loaded} / ${windows} windows · ${failed} failed`;

const [CLASSROOM = '', MEETING = ''] = DEMO_APPS.map(({ id }) => id);
const OUTAGE = failWith('Meter.ServerInternalError');

const ofDay = (begin: number) => (call: Call) =>
  call.query.begin >= begin && call.query.begin < begin + DAY;
/** Not of the matrix's cells. */
const ofEverybody = ({ query }: Call) => query.os === undefined && query.terminal === undefined;
const ofMetric = (metric: string) => (call: Call) => call.query.metric === metric;

const alert = (page: Page) => page.getByRole('alert');
const cells = (page: Page) =>
  page
    .getByRole('region', { name: 'Coverage by UTC day' })
    .getByRole('button', { name: /\(UTC\)/ });

test.describe('a UTC day that fails', () => {
  // What stands out of a week has its segments asked for: calls that are not counted here.
  test.use({ lensOptions: { incidents: 'none' } });

  test('is shown as failed in chart, coverage and footer, and Retry brings it in', async ({
    page,
    lens,
  }) => {
    const day = dayBefore(3);
    const isBroken = (call: Call) =>
      ofDay(day)(call) && ofMetric('VideoStuckRate')(call) && ofEverybody(call);
    lens.upstream.setScenario(when(isBroken, OUTAGE));
    await page.goto(`${lens.url}?app=${CLASSROOM}&metric=VideoStuckRate&${pastRange(7)}`);
    const footer = page.locator('footer');
    await expect(footer).toContainText(windowCount(8 * METRICS.length, 1));
    await expect(onDashboard(page).chart.locator('.chart-area-failed')).toHaveCount(1);
    await expect(onDashboard(page).chart.locator('.chart-label[data-kind=failed]')).toHaveText(
      'failed',
    );
    await expect(cells(page)).toHaveCount(8);
    await expect(cells(page).nth(5)).toHaveAccessibleName(/failed/);
    await expect(page.getByText(/7 of 8 days in, 1 failed/)).toBeVisible();
    await expect(
      page.getByText(`1 of ${8 * METRICS.length} windows failed; figures are of what is here`),
    ).toBeVisible();
    // The other days are drawn, and the hole is not bridged.
    await expect(
      onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
    ).toBeVisible();
    expect(await onDashboard(page).lineKeys()).toEqual(['all']);
    await expect(alert(page)).toHaveCount(0);

    lens.upstream.setScenario(undefined);
    const before = lens.upstream.calls();
    // Without bringing it into sight, and the matrix with it, which asks for windows of its own.
    await page
      .getByRole('button', { name: 'Retry 1 day' })
      .evaluate((button: HTMLElement) => button.click());
    await onDashboard(page).allIn();
    expect(lens.upstream.calls() - before).toBe(1);
    await expect(onDashboard(page).chart.locator('.chart-area-failed')).toHaveCount(0);
    await expect(cells(page).nth(5)).not.toHaveAccessibleName(/failed/);
    await expect(page.getByText(/figures are of what is here/)).toHaveCount(0);
    await expect(page.getByRole('button', { name: /^Retry/ })).toHaveCount(0);
  });

  test('can be asked for again at its own cell, and says why it failed', async ({ page, lens }) => {
    lens.upstream.setScenario(when(ofDay(dayBefore(2)), OUTAGE));
    await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(3)}`);
    await expect(page.locator('footer')).toContainText(
      windowCount(4 * METRICS.length, METRICS.length),
    );
    const cell = cells(page).nth(2);
    await expect(cell).toHaveAccessibleName(/failed\. ApsaraVideo Live has a problem of its own/);
    await page.getByRole('button', { name: 'Details' }).click();
    await expect(page.getByRole('main')).toContainText('Meter.ServerInternalError');
    await expect(page.getByRole('main')).toContainText('RequestId');
    lens.upstream.setScenario(undefined);
    await cell.click();
    await onDashboard(page).allIn();
    await expect(onDashboard(page).chart.locator('.chart-area-failed')).toHaveCount(0);
  });

  test('of a metric that is not the main one marks its card only', async ({ page, lens }) => {
    lens.upstream.setScenario(when(ofMetric('FirstFrameCost'), failWith('Meter.ParamError')));
    await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(1)}`);
    await expect(page.locator('footer')).toContainText(windowCount(2 * METRICS.length, 2));
    const { card } = onDashboard(page);
    await expect(card('Time to first frame')).toContainText('Couldn’t load');
    await expect(card('Join success within 5 s')).toContainText(/\d\.\d\d/);
    await expect(
      onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
    ).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
  });
});

test('not authorised: the permission to grant, the code and the RequestId, to read and to copy', async ({
  page,
  lens,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  lens.upstream.setScenario(always(failWith('NoPermission')));
  await page.goto(`${lens.url}?app=${CLASSROOM}`);
  await expect(alert(page)).toHaveCount(1);
  await expect(alert(page)).toContainText('may not read these metrics');
  await expect(alert(page)).toContainText('"live:DescribeLiveInteractionMetricData"');
  await expect(alert(page)).toContainText('NoPermission');
  const requestId = /[0-9A-F]{8}-[0-9A-F-]{27}/i.exec((await alert(page).textContent()) ?? '')?.[0];
  expect(requestId).toBeTruthy();

  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await alert(page).getByRole('button', { name: 'Copy policy' }).click();
  await expect(alert(page).getByText('Copied')).toBeVisible();
  expect(JSON.parse(await copied())).toMatchObject({
    Version: '1',
    Statement: [{ Effect: 'Allow', Action: ['live:DescribeLiveInteractionMetricData'] }],
  });
  await alert(page).getByRole('button', { name: 'Copy details' }).click();
  await expect(alert(page).getByText('Copied')).toHaveCount(2);
  const details = await copied();
  for (const part of ['no_permission', 'NoPermission', requestId ?? 'none'])
    expect(details).toContain(part);
});

test('an AppId nobody knows: the page says to check it, loses nothing, and remembers it', async ({
  page,
  lens,
}) => {
  const TYPED = 'typed-by-hand-0001';
  await page.goto(`${lens.url}?app=${MEETING}&metric=AudioStuckRate&os=iOS&range=3d`);
  await onDashboard(page).allIn();
  await page.getByRole('button', { name: /^App:/ }).click();
  await page.getByRole('combobox').fill(TYPED);
  await page.getByRole('option', { name: `Use the AppId ${TYPED}` }).click();
  await expect(alert(page)).toContainText('check the AppId');
  await expect(alert(page)).toContainText('upstream_refused');
  const params = Object.fromEntries(new URL(page.url()).searchParams);
  expect(params).toEqual({ app: TYPED, metric: 'AudioStuckRate', os: 'iOS', range: '3d' });
  await expect(onDashboard(page).filter('OS', 'iOS')).toBeChecked();

  await page.goBack();
  await onDashboard(page).allIn();
  await expect(page.getByRole('button', { name: 'App: Meeting' })).toBeVisible();
  await expect(alert(page)).toHaveCount(0);

  // The next visit, from an address that says nothing.
  await page.goto(lens.url);
  await onDashboard(page).allIn();
  await page.getByRole('button', { name: /^App:/ }).click();
  await page.getByRole('option', { name: TYPED }).click();
  await expect(alert(page)).toContainText('check the AppId');
});

test('no data for an OS on a terminal is not an error', async ({ page, lens }) => {
  lens.upstream.setScenario(
    when(
      ({ query }) => query.os === 'iOS' && query.terminal === 'web',
      mutateResponse(removeNodes('absent')),
    ),
  );
  await page.goto(`${lens.url}?app=${CLASSROOM}&os=iOS&terminal=web&range=24h`);
  await onDashboard(page).allIn();
  await expect(page.getByText('Nothing was measured in this range')).toBeVisible();
  await expect(page.getByText(/That is not an error/)).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
  await expect(onDashboard(page).card('Video stutter rate')).toContainText('No data in this range');
  await expect(onDashboard(page).card('Video stutter rate')).not.toContainText(/\d\.\d/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await onDashboard(page).allIn();
  await expect(
    onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
  ).toBeVisible();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ app: CLASSROOM });
});

test.describe('the server goes away while the page is open', () => {
  const OFFLINE = /You are offline, or the server cannot be reached/;

  test('the chart stays and says of when it is, and Retry recovers once the server is back', async ({
    page,
    lens,
  }) => {
    await page.clock.install();
    await page.goto(`${lens.url}?app=${CLASSROOM}&range=24h`);
    const dashboard = onDashboard(page);
    await dashboard.allIn();
    const figure = await dashboard.card('Join success within 5 s').textContent();
    await lens.stop();
    // The next bucket makes the page ask again.
    await page.clock.fastForward('05:30');
    await expect(page.getByText(OFFLINE)).toBeVisible();
    await expect(page.getByText(OFFLINE)).toContainText(/its data is from/);
    await expect(
      onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
    ).toBeVisible();
    await expect(dashboard.legendRow('All')).toBeVisible();
    await expect(dashboard.card('Join success within 5 s')).toContainText(/\d\.\d\d/);
    expect(figure).toMatch(/\d\.\d\d/);

    await page.getByRole('button', { name: 'Retry', exact: true }).click();
    await expect(page.getByText(OFFLINE)).toBeVisible();
    await lens.restart();
    await page.getByRole('button', { name: 'Retry', exact: true }).click();
    await expect(page.getByText(OFFLINE)).toHaveCount(0);
    await dashboard.allIn();
    await expect(
      onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
    ).toBeVisible();
  });

  test('what was not here yet says so in its place, and Refresh brings it once the server is back', async ({
    page,
    lens,
  }) => {
    await page.goto(`${lens.url}?app=${CLASSROOM}&range=24h`);
    const dashboard = onDashboard(page);
    await dashboard.allIn();
    // Panels that were never opened are there as well.
    await page.waitForFunction(() =>
      ['/OpenPopover-', '/AppPanel-', '/FilterList-'].every((part) =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes(part)),
      ),
    );
    await lens.stop();
    await dashboard.chooseApp('Meeting');
    await expect(alert(page)).toContainText('The server cannot be reached');
    // What is loaded is a click away.
    await dashboard.chooseApp('Classroom');
    await expect(
      onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
    ).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
    await dashboard.chooseApp('Meeting');
    await expect(alert(page)).toContainText('The server cannot be reached');
    await lens.restart();
    await page.getByRole('button', { name: /^Refresh now/ }).click();
    await dashboard.allIn();
    await expect(
      onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
    ).toBeVisible();
    await expect(alert(page)).toHaveCount(0);
  });

  test('the page comes by itself when it was opened before the server was up again', async ({
    page,
    lens,
  }) => {
    await page.goto(`${lens.url}?app=${CLASSROOM}`);
    await onDashboard(page).allIn();
    await page.route('**/api/config*', (route) => route.abort('connectionrefused'));
    await page.reload();
    await expect(alert(page)).toContainText('The server cannot be reached');
    await page.unroute('**/api/config*');
    await onDashboard(page).allIn();
    await expect(alert(page)).toHaveCount(0);
  });
});

test('the first windows are drawn before the last ones arrive', async ({ page, lens }) => {
  const gate = createBarrier((call) => ofDay(dayBefore(7))(call) && ofEverybody(call));
  lens.upstream.setScenario(gate.scenario);
  await page.goto(`${lens.url}?app=${CLASSROOM}&metric=FirstFrameCost&${pastRange(7)}`);
  await expect.poll(gate.arrived).toBe(METRICS.length);
  await expect(page.locator('footer')).toContainText(
    windowCount(8 * METRICS.length, 0, 7 * METRICS.length),
  );
  await expect(
    onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
  ).toBeVisible();
  await expect(onDashboard(page).chart.locator('.chart-area-loading')).toHaveCount(1);
  await expect(page.getByText(/7 of 8 days in, 1 loading/)).toBeVisible();
  await expect(onDashboard(page).card('Join success within 5 s')).toContainText(/\d\.\d\d/);
  const early = await onDashboard(page)
    .chart.locator('.chart-line[data-key=all] path')
    .first()
    .getAttribute('d');
  gate.open();
  await onDashboard(page).allIn();
  await expect(onDashboard(page).chart.locator('.chart-area-loading')).toHaveCount(0);
  await expect(
    onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
  ).not.toHaveAttribute('d', early ?? '');
});

test.describe('within the quota', () => {
  test.use({ lensOptions: { env: { ARTC_QPS: '50' } } });

  test('leaving a view cancels it: calls that were not sent yet never are', async ({
    page,
    lens,
  }) => {
    const isOld = ({ query }: Call) => query.os === undefined;
    const gate = createBarrier(isOld);
    lens.upstream.setScenario(gate.scenario);
    // 31 days of each metric: more than the 50 calls that may be in flight.
    await page.goto(`${lens.url}?app=${CLASSROOM}&range=30d`);
    await expect.poll(gate.arrived).toBe(50);
    await onDashboard(page).filter('OS', 'iOS').click();
    // The line is first come first served: had the old calls stayed in it, they would have gone first.
    await onDashboard(page).allIn();
    expect(new URL(page.url()).searchParams.get('os')).toBe('iOS');
    expect(gate.arrived()).toBe(50);
    gate.open();
  });

  test('closing the page cancels too', async ({ page, lens }) => {
    const gate = createBarrier(({ query }) => query.appId === CLASSROOM);
    lens.upstream.setScenario(gate.scenario);
    await page.goto(`${lens.url}?app=${CLASSROOM}&range=30d`);
    await expect.poll(gate.arrived).toBe(50);
    await page.goto('about:blank');
    await page.goto(`${lens.url}?app=${MEETING}&range=24h`);
    await onDashboard(page).allIn();
    expect(gate.arrived()).toBe(50);
    gate.open();
  });
});

test('one throttled call is tried again, and nobody sees it', async ({ page, lens }) => {
  let throttled = 0;
  const once: Fault = (context) => {
    throttled += 1;
    return throttle(200)(context);
  };
  lens.upstream.setScenario((call) =>
    throttled === 0 && ofMetric('FirstFrameCost')(call) ? once : undefined,
  );
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    new MutationObserver(() => {
      const text = document.body?.innerText ?? '';
      if (
        document.querySelector('[role=alert]') ||
        /[1-9]\d* failed|Couldn’t load|quota/.test(text)
      )
        seen.push(text);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(1)}`);
  await onDashboard(page).allIn();
  expect(throttled).toBe(1);
  // Two days and the range of each metric, and the repeated call.
  await expect.poll(lens.upstream.calls).toBe(3 * METRICS.length + 1);
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
});

const MARK = 'HOSTILE-TEXT';
const HOSTILE = `${MARK}<script>window.hostile=1</script><img src=x onerror="window.hostile=1">`;
const HOSTILE_ANSWERS: [string, Fault][] = [
  ['a message', failWith('Meter.ParamError', { message: HOSTILE })],
  ['a code', failWith('NoPermission', { code: HOSTILE, message: HOSTILE })],
  ['an XML error', failWith('Forbidden.RAM', { format: 'xml', message: HOSTILE })],
  [
    'a RequestId',
    respondRaw(
      JSON.stringify({
        Code: 'NoPermission',
        RequestId: HOSTILE,
        Message: HOSTILE,
        HostId: HOSTILE,
      }),
      403,
    ),
  ],
  ['an HTML page', respondRaw(`<html><body>${HOSTILE}</body></html>`, 403, 'text/html')],
  ['values', mutateResponse(replaceValues(HOSTILE, 0.5))],
  [
    'an answer’s ids',
    respondRaw(
      JSON.stringify({
        RequestId: HOSTILE,
        SummaryData: HOSTILE,
        Nodes: [{ Timestamp: HOSTILE, Value: HOSTILE }],
      }),
    ),
  ],
];

for (const [what, fault] of HOSTILE_ANSWERS) {
  test(`what an upstream writes never reaches the page: ${what}`, async ({ page, lens }) => {
    lens.upstream.setScenario(always(fault));
    const asked: unknown[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/windows')) asked.push(request.postDataJSON());
    });
    await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(1)}`);
    const windows = 2 * METRICS.length;
    await expect(page.locator('footer')).toContainText(
      new RegExp(`${windows} windows · (?:0|${windows}) failed`),
    );
    await expect(page.locator('footer')).not.toContainText(windowCount(windows, 0, 0));
    expect(asked.length).toBeGreaterThan(0);
    for (const data of asked) {
      const answer = await page.request.post(`${lens.url}api/windows`, { data });
      expect(await answer.text()).not.toContain(MARK);
    }
    expect(await page.content()).not.toContain(MARK);
    expect(await page.evaluate(() => 'hostile' in window)).toBe(false);
  });
}

test('a panel that breaks stands alone, says so, and can be brought back', async ({
  page,
  lens,
}) => {
  await page.addInitScript(() => {
    const { ResizeObserver } = window;
    Object.assign(window, {
      mend: () => Object.assign(window, { ResizeObserver }),
      ResizeObserver: function ResizeObserver() {
        throw new Error('broken by the test');
      },
    });
  });
  await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(1)}`);
  const broken = page.getByText('“Join success within 5 s” could not be shown');
  await expect(broken).toBeVisible();
  await expect(page.getByRole('button', { name: 'App: Classroom' })).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'OS' })).toBeVisible();
  await expect(page.locator('footer')).toContainText(windowCount(2 * METRICS.length));
  await page.evaluate(() => (window as unknown as { mend(): void }).mend());
  const reload = page.getByRole('button', { name: 'Reload this panel' });
  while ((await reload.count()) > 0) await reload.first().click();
  await expect(
    onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
  ).toBeVisible();
  await expect(broken).toHaveCount(0);
});

test('a gateway’s pages and half answers in place of data are told apart from no data', async ({
  page,
  lens,
}) => {
  lens.upstream.setScenario(
    firstOf(
      when(ofMetric('JoinChannelSucRate'), respondHtml(403)),
      when(ofMetric('VideoStuckRate'), failWith('SignatureDoesNotMatch')),
    ),
  );
  await page.goto(`${lens.url}?app=${CLASSROOM}&${pastRange(1)}`);
  await expect(alert(page)).toContainText('Something other than the API answered');
  await onDashboard(page).card('Video stutter rate').click();
  await expect(alert(page)).toContainText('The access key’s secret does not match');
  await onDashboard(page).card('Time to first frame').click();
  await expect(
    onDashboard(page).chart.locator('.chart-line[data-key=all] path').first(),
  ).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
});
