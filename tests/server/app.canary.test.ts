import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Log } from '../../src/server/telemetry/log.ts';
import { createHttpServer, createListener } from '../../src/server/node/http/listener.ts';
import { drain } from '../../src/server/node/http/shutdown.ts';
import { loopbackHosts } from '../../src/server/settings/settings.ts';
import {
  CREDENTIALS,
  ORIGIN,
  createStubUpstream,
  createPostRequest,
  createTestApp,
  createWindowRequest,
} from '../support/server/test-doubles.ts';
import { FAULTS } from '../support/server/fault-table.ts';

const CANARIES = Object.values(CREDENTIALS);
let written: string[];

beforeEach(() => {
  written = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
  }
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation(
      (...parts: unknown[]) => void written.push(parts.map(String).join(' ')),
    );
  }
});

afterEach(() => vi.restoreAllMocks());

const record = (level: string) => (event: string, facts?: object) =>
  void written.push(JSON.stringify({ level, event, ...facts }));
const log: Log = {
  debug: record('debug'),
  info: record('info'),
  warn: record('warn'),
  error: record('error'),
  audit: record('audit'),
};

/** Credentials and signatures found in any output. */
function findLeaks(): string[] {
  const output = written.join('\n');
  return [...CANARIES, 'Signature='].filter((canary) => output.includes(canary));
}

describe('createApp, with canary credentials', () => {
  it('sends the credentials to the upstream as a signature', async () => {
    const upstream = createStubUpstream();
    await (
      await createTestApp(upstream, { log })(createPostRequest([createWindowRequest()]))
    ).text();
    const headers = upstream.calls[0]?.headers;
    expect(headers?.get('authorization')).toContain(CREDENTIALS.accessKeyId);
    expect(headers?.get('x-acs-security-token')).toBe(CREDENTIALS.securityToken);
  });

  it.each(FAULTS)(
    'does not leak credentials when the upstream responds with %s',
    async (_title, respond) => {
      const upstream = createStubUpstream(respond);
      const response = await createTestApp(upstream, { log })(
        createPostRequest([createWindowRequest()]),
      );
      written.push(JSON.stringify([...response.headers]), await response.text());
      expect(written.join('')).toContain('"status":"failed"');
      expect(findLeaks()).toEqual([]);
    },
  );

  it.each(['/api/config', '/api/none', '/healthz', '/readyz'])(
    'does not leak credentials at %s',
    async (path) => {
      const response = await createTestApp(createStubUpstream(), { log })(
        new Request(ORIGIN + path),
      );
      written.push(JSON.stringify([...response.headers]), await response.text());
      expect(findLeaks()).toEqual([]);
    },
  );

  it('does not leak credentials that are part of an error', async () => {
    const secrets = CANARIES.join(' ');
    const leakyFields = { name: `Error ${secrets}`, message: secrets, stack: secrets };
    const failures = [
      Object.assign(new Error(secrets, { cause: new Error(secrets) }), leakyFields),
      secrets,
      new TypeError(secrets),
    ];
    for (const failure of failures) {
      const upstream = createStubUpstream(() => Promise.reject(failure));
      const credentials = () => Promise.reject(failure);
      for (const changes of [{}, { credentials }]) {
        const response = await createTestApp(upstream, { log, ...changes })(
          createPostRequest([createWindowRequest()]),
        );
        written.push(await response.text());
      }
    }
    expect(findLeaks()).toEqual([]);
  });

  it('does not leak credentials when the listener fails', async () => {
    const secrets = CANARIES.join(' ');
    const server = createHttpServer((request, response) => listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const hosts = loopbackHosts(port);
    const failing = (stream: ReadableStreamDefaultController) => stream.error(new Error(secrets));
    const listener = createListener({
      app: ({ url }) =>
        url.endsWith('stream')
          ? Promise.resolve(new Response(new ReadableStream({ start: failing })))
          : Promise.reject(new Error(secrets)),
      hosts,
      log,
    });
    for (const path of ['/api/stream', '/api/throw']) {
      const text = fetch(`http://127.0.0.1:${port}${path}`).then((response) => response.text());
      written.push(await text.catch((error: unknown) => String(error)));
    }
    await drain(server, 100);
    expect(written.join('\n')).toContain('"code":"internal"');
    expect(findLeaks()).toEqual([]);
  });
});
