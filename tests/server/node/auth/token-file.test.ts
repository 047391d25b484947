// The token file on a real disk, and the lock in front of the page over real sockets.
import { mkdtempSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashText } from '../../../../src/server/auth/access-tokens.ts';
import { SILENT_LOG } from '../../../../src/server/telemetry/log.ts';
import { drain } from '../../../../src/server/node/http/shutdown.ts';
import { createHttpServer, createListener } from '../../../../src/server/node/http/listener.ts';
import { createStaticFiles } from '../../../../src/server/node/http/static-files.ts';
import { openAuthenticator } from '../../../../src/server/node/auth/open-authenticator.ts';
import { openTokenFile } from '../../../../src/server/node/auth/token-file.ts';
import { loopbackHosts } from '../../../../src/server/settings/settings.ts';
import { readCookie, parseRanges, createToken } from '../../../support/server/access.ts';
import {
  NOW,
  createStubUpstream,
  createTestApp,
  createSettings,
} from '../../../support/server/test-doubles.ts';

let directory: string;
let file: string;

const line = async (name: string, seed: number) => `${name}:${await hashText(createToken(seed))}\n`;
const namesIn = async (list: ReturnType<typeof openTokenFile>) =>
  (await list()).map(({ name }) => name);

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'artc-tokens-'));
  file = join(directory, 'tokens');
  writeFileSync(file, (await line('alice', 1)) + (await line('bob', 2)));
});

afterEach(() => rmSync(directory, { recursive: true }));

describe('the file of tokens', () => {
  it('counts as it is at this moment, however it was written', async () => {
    const list = openTokenFile(file, SILENT_LOG);
    expect(await namesIn(list)).toEqual(['alice', 'bob']);
    writeFileSync(file, await line('bob', 2));
    expect(await namesIn(list)).toEqual(['bob']);
    const other = join(directory, 'new');
    writeFileSync(other, await line('carol', 3));
    renameSync(other, file);
    expect(await namesIn(list)).toEqual(['carol']);
    // Another token under the same name: as many bytes as before.
    writeFileSync(file, await line('carol', 4));
    expect((await list())[0]?.hash).toBe(await hashText(createToken(4)));
  });

  it('lets nobody in while it is away, and everybody again afterwards', async () => {
    const list = openTokenFile(file, SILENT_LOG);
    renameSync(file, `${file}.away`);
    expect(await namesIn(list)).toEqual([]);
    expect(await namesIn(list)).toEqual([]);
    renameSync(`${file}.away`, file);
    expect(await namesIn(list)).toEqual(['alice', 'bob']);
  });

  it('leaves out lines that cannot be read, and keeps the others', async () => {
    const list = openTokenFile(file, SILENT_LOG);
    writeFileSync(file, `${await line('alice', 1)}bob:half\n`);
    expect(await namesIn(list)).toEqual(['alice']);
  });

  it('gives everybody who asks at once the same', async () => {
    const list = openTokenFile(file, SILENT_LOG);
    writeFileSync(file, await line('bob', 2));
    const lists = await Promise.all(Array.from({ length: 50 }, () => namesIn(list)));
    expect(new Set(lists.map(String))).toEqual(new Set(['bob']));
  });

  it.each([
    [
      'is not there',
      undefined,
      /^ARTC_ACCESS_TOKENS names ".*", which cannot be read \(ENOENT\)\. /,
    ],
    ['is empty', '# nobody\n', /^ARTC_ACCESS_TOKENS: ".*" contains no token\./],
    ['has a bad line', '\nalice:secret\n', /^ARTC_ACCESS_TOKENS: line 2 of ".*" is invalid/],
  ])('that %s does not start the server, and is not quoted', (_what, text, sentence) => {
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    expect(() => openTokenFile(file, SILENT_LOG)).toThrow(sentence);
    expect(() => openTokenFile(file, SILENT_LOG)).not.toThrow(/secret/);
  });
});

describe('the server behind the lock', () => {
  let page: string;
  const servers: Server[] = [];

  beforeAll(() => {
    page = mkdtempSync(join(tmpdir(), 'artc-page-'));
    mkdirSync(join(page, 'assets'));
    writeFileSync(join(page, 'index.html'), '<!doctype html><title>Figures</title>');
    writeFileSync(join(page, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(page, 'assets/main-abc123.js'), '1');
  });

  afterAll(() => rmSync(page, { recursive: true }));
  afterEach(() => Promise.all(servers.splice(0).map((server) => drain(server, 100))));

  async function serve(lock: { tokensFile: string } | { userHeader: string }, peer = '127.0.0.1') {
    const own = { ...createSettings().access, ...lock, trustedPeers: parseRanges(peer) };
    const settings = createSettings({ access: own });
    const access = openAuthenticator({ settings, now: () => NOW, log: SILENT_LOG });
    const server = createHttpServer((incoming, outgoing) => listener(incoming, outgoing));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const hosts = loopbackHosts(port);
    const app = createTestApp(createStubUpstream(), { settings, access, hosts });
    const files = createStaticFiles(page);
    const listener = createListener({ app, files, hosts, access, log: SILENT_LOG });
    return (path: string, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
  }

  it.each(['/', '/index.html', '/?app=x', '/some/page', '/nothing.txt', '/assets/../index.html'])(
    'sends who has not signed in from %s to the sign-in page',
    async (path) => {
      const visit = await serve({ tokensFile: file });
      const answer = await visit(path, { headers: { accept: 'text/html' } });
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toMatch(/^\/signin/);
      expect(await answer.text()).toBe('');
    },
  );

  it('shows its icon and scripts to anybody', async () => {
    const visit = await serve({ tokensFile: file });
    expect((await visit('/favicon.svg')).status).toBe(200);
    expect((await visit('/assets/main-abc123.js')).status).toBe(200);
    expect((await visit('/assets/%2e%2e/index.html')).status).not.toBe(200);
  });

  it('keeps the deep link, shows the page after signing in, and no more once the token is removed', async () => {
    const visit = await serve({ tokensFile: file });
    const away = await visit('/?app=x&tz=UTC');
    const to = new URL(away.headers.get('location') ?? '', 'http://x').searchParams.get('to') ?? '';
    const body = new URLSearchParams({ token: createToken(1), to });
    const back = await visit('/signin', { method: 'POST', body });
    expect([back.status, back.headers.get('location')]).toEqual([303, '/?app=x&tz=UTC']);
    const headers = { cookie: readCookie(back) };
    expect(await (await visit('/?app=x&tz=UTC', { headers })).text()).toContain('Figures');
    expect((await visit('/api/config', { headers })).status).toBe(200);
    writeFileSync(file, await line('bob', 2));
    expect((await visit('/api/config', { headers })).status).toBe(401);
    expect((await visit('/', { headers })).status).toBe(303);
  });

  it('keeps both headers that end a session', async () => {
    const visit = await serve({ tokensFile: file });
    const answer = await visit('/signout', { method: 'POST', body: new URLSearchParams() });
    expect(answer.headers.getSetCookie()).toHaveLength(2);
  });

  it('believes the gateway only at its own address', async () => {
    const headers = { 'x-forwarded-user': 'carol' };
    const visit = await serve({ userHeader: 'x-forwarded-user' });
    expect(await (await visit('/', { headers })).text()).toContain('Figures');
    expect((await visit('/')).status).toBe(303);
    const elsewhere = await serve({ userHeader: 'x-forwarded-user' }, '10.0.0.7');
    expect((await elsewhere('/', { headers })).status).toBe(303);
    expect((await elsewhere('/api/config', { headers })).status).toBe(401);
  });
});
