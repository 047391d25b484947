import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashText } from '../../../../src/server/auth/access-tokens.ts';
import { openAuthenticator } from '../../../../src/server/node/auth/open-authenticator.ts';
import { createStaticFiles } from '../../../../src/server/node/http/static-files.ts';
import { SILENT_LOG } from '../../../../src/server/telemetry/log.ts';
import { createToken, parseRanges, readCookie } from '../../../support/server/access.ts';
import { SIGN_IN_TEMPLATE } from '../../../support/server/sign-in-template.ts';
import { startTestServer } from '../../../support/server/started-server.ts';
import { NOW, createSettings } from '../../../support/server/test-doubles.ts';

let directory: string;
let tokensFile: string;
let page: string;

const createLine = async (name: string, seed: number) =>
  `${name}:${await hashText(createToken(seed))}\n`;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'artc-access-'));
  tokensFile = join(directory, 'tokens');
  writeFileSync(tokensFile, (await createLine('alice', 1)) + (await createLine('bob', 2)));
  page = join(directory, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Charts</title>');
  writeFileSync(join(page, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(page, 'assets/main-abc123.js'), '1');
});

afterEach(() => rmSync(directory, { recursive: true }));

/** Starts a server with access control and returns a fetch function for its paths. */
async function startProtectedServer(
  control: { tokensFile: string } | { userHeader: string },
  trustedPeer = '127.0.0.1',
) {
  const settings = createSettings({
    access: {
      ...createSettings().access,
      ...control,
      trustedPeers: parseRanges(trustedPeer),
    },
  });
  const authenticator = openAuthenticator({ settings, now: () => NOW, log: SILENT_LOG });
  const access = authenticator && { authenticator, signInTemplate: SIGN_IN_TEMPLATE };
  const files = createStaticFiles(page);
  const { origin } = await startTestServer({ changes: { settings, access }, files });
  return (path: string, init: RequestInit = {}) =>
    fetch(`${origin}${path}`, { redirect: 'manual', ...init });
}

describe('createListener, with access control', () => {
  it.each(['/', '/index.html', '/?app=x', '/some/page', '/nothing.txt', '/assets/../index.html'])(
    'redirects %s to the sign-in page',
    async (path) => {
      const fetchPath = await startProtectedServer({ tokensFile });
      const response = await fetchPath(path, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(303);
      expect(response.headers.get('location')).toMatch(/^\/signin/);
      expect(await response.text()).toBe('');
    },
  );

  it('serves the icon and the scripts without sign-in', async () => {
    const fetchPath = await startProtectedServer({ tokensFile });
    expect((await fetchPath('/favicon.svg')).status).toBe(200);
    expect((await fetchPath('/assets/main-abc123.js')).status).toBe(200);
    expect((await fetchPath('/assets/%2e%2e/index.html')).status).not.toBe(200);
  });

  it('returns to the requested page after sign-in and rejects a removed token', async () => {
    const fetchPath = await startProtectedServer({ tokensFile });
    const redirect = await fetchPath('/?app=x&tz=UTC');
    const location = new URL(redirect.headers.get('location') ?? '', 'http://x');
    const to = location.searchParams.get('to') ?? '';
    const body = new URLSearchParams({ token: createToken(1), to });
    const signedIn = await fetchPath('/signin', { method: 'POST', body });
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/?app=x&tz=UTC']);
    const headers = { cookie: readCookie(signedIn) };
    expect(await (await fetchPath('/?app=x&tz=UTC', { headers })).text()).toContain('Charts');
    expect((await fetchPath('/api/config', { headers })).status).toBe(200);
    writeFileSync(tokensFile, await createLine('bob', 2));
    expect((await fetchPath('/api/config', { headers })).status).toBe(401);
    expect((await fetchPath('/', { headers })).status).toBe(303);
  });

  it('sends both Set-Cookie headers that end a session', async () => {
    const fetchPath = await startProtectedServer({ tokensFile });
    const response = await fetchPath('/signout', { method: 'POST', body: new URLSearchParams() });
    expect(response.headers.getSetCookie()).toHaveLength(2);
  });

  it('accepts the user header only from the trusted proxy', async () => {
    const headers = { 'x-forwarded-user': 'carol' };
    const fetchPath = await startProtectedServer({ userHeader: 'x-forwarded-user' });
    expect(await (await fetchPath('/', { headers })).text()).toContain('Charts');
    expect((await fetchPath('/')).status).toBe(303);
    const fetchUntrusted = await startProtectedServer(
      { userHeader: 'x-forwarded-user' },
      '10.0.0.7',
    );
    expect((await fetchUntrusted('/', { headers })).status).toBe(303);
    expect((await fetchUntrusted('/api/config', { headers })).status).toBe(401);
  });
});
