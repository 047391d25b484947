import { expect } from '@playwright/test';
import { test } from './server-fixture.ts';
import { createDayRequest, findAssets, postWindows } from './window-requests.ts';

test('every response has the security headers: page, assets, API and unknown paths', async ({
  lens,
}) => {
  const html = await (await fetch(lens.url)).text();
  const assets = findAssets(html);
  expect(assets.length).toBeGreaterThanOrEqual(3);
  for (const path of ['', ...assets, 'api/config', 'api/unknown', 'nothing.js', 'healthz']) {
    const { headers } = await fetch(lens.url + path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'self'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy, path).not.toMatch(/script-src[^;]*unsafe|unsafe-eval/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('x-frame-options'), path).toBe('DENY');
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy'), path).toBe('same-origin');
    expect(headers.get('x-powered-by'), path).toBeNull();
  }
});

test('an unknown API path returns a 404 Problem', async ({ lens }) => {
  for (const path of ['api/unknown', 'api', 'api/', 'api/config/x']) {
    const response = await fetch(lens.url + path, { headers: { accept: 'text/html' } });
    expect(response.status, path).toBe(404);
    expect(response.headers.get('content-type'), path).toContain('application/json');
    expect(await response.json(), path).toMatchObject({ code: 'not_found', retryable: false });
  }
  const wrongMethod = await fetch(`${lens.url}api/windows`);
  expect(wrongMethod.status).toBe(405);
  expect(await wrongMethod.json()).toMatchObject({ message: expect.any(String) });
});

test('an invalid request returns a 400 Problem that names the field', async ({ lens }) => {
  for (const [window, field] of [
    [createDayRequest({ metric: 'Nonsense' }), 'windows.0.metric'],
    [createDayRequest({ begin: 1 }), 'windows.0.begin'],
    [createDayRequest({ appId: '../x' }), 'windows.0.appId'],
  ] as const) {
    const response = await postWindows(lens.url, [window]);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request', field });
  }
  expect(lens.upstream.calls()).toBe(0);
});

test('files are compressed; assets are immutable, the page is not', async ({ lens }) => {
  const page = await fetch(lens.url, { headers: { 'accept-encoding': 'gzip' } });
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const assets = findAssets(await page.text()).filter((path) => /\.(?:js|css)$/.test(path));
  expect(assets.length).toBeGreaterThanOrEqual(2);
  for (const path of assets) {
    for (const encoding of ['br', 'gzip']) {
      const compressed = await fetch(lens.url + path, { headers: { 'accept-encoding': encoding } });
      const plain = await fetch(lens.url + path, { headers: { 'accept-encoding': 'identity' } });
      // Small files are not compressed.
      if (Number(plain.headers.get('content-length')) < 1_024) continue;
      expect(compressed.headers.get('content-encoding'), path).toBe(encoding);
      expect(compressed.headers.get('vary'), path).toMatch(/accept-encoding/i);
      expect(compressed.headers.get('cache-control'), path).toBe(
        'public, max-age=31536000, immutable',
      );
      expect(plain.headers.get('content-encoding'), path).toBeNull();
      expect(Number(compressed.headers.get('content-length')), path).toBeLessThan(
        Number(plain.headers.get('content-length')),
      );
      expect(await compressed.text(), path).toBe(await plain.text());
    }
  }
});
