// The keys never leave the process but as a signature: canary keys go through everything that can go wrong.
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

/** A log at its most talkative. */
const note = (level: string) => (event: string, facts?: object) =>
  void written.push(JSON.stringify({ level, event, ...facts }));
const log: Log = {
  debug: note('debug'),
  info: note('info'),
  warn: note('warn'),
  error: note('error'),
  audit: note('audit'),
};

/** Which secrets, or signatures made of them, stand in anything that was written. */
function leaks(): string[] {
  const all = written.join('\n');
  return [...CANARIES, 'Signature='].filter((canary) => all.includes(canary));
}

describe('the keys', () => {
  it('do reach the upstream as a signature, or these tests would show nothing', async () => {
    const upstream = createStubUpstream();
    await (
      await createTestApp(upstream, { log })(createPostRequest([createWindowRequest()]))
    ).text();
    const headers = upstream.calls[0]?.headers;
    expect(headers?.get('authorization')).toContain(CREDENTIALS.accessKeyId);
    expect(headers?.get('x-acs-security-token')).toBe(CREDENTIALS.securityToken);
  });

  it.each(FAULTS)('stay inside through %s', async (_what, respond) => {
    const upstream = createStubUpstream(respond);
    const response = await createTestApp(upstream, { log })(
      createPostRequest([createWindowRequest()]),
    );
    written.push(JSON.stringify([...response.headers]), await response.text());
    expect(written.join('')).toContain('"status":"failed"');
    expect(leaks()).toEqual([]);
  });

  it.each(['/api/config', '/api/none', '/healthz', '/readyz'])(
    'stay inside at %s',
    async (path) => {
      const response = await createTestApp(createStubUpstream(), { log })(
        new Request(ORIGIN + path),
      );
      written.push(JSON.stringify([...response.headers]), await response.text());
      expect(leaks()).toEqual([]);
    },
  );

  it('stay inside when what holds or sends them fails with them in its words', async () => {
    const words = CANARIES.join(' ');
    const broken = { name: `Error ${words}`, message: words, stack: words };
    const failures = [
      Object.assign(new Error(words, { cause: new Error(words) }), broken),
      words,
      new TypeError(words),
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
    expect(leaks()).toEqual([]);
  });

  it('stay inside when the listener itself fails', async () => {
    const words = CANARIES.join(' ');
    const server = createHttpServer((request, response) => listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const hosts = loopbackHosts(port);
    const failing = (stream: ReadableStreamDefaultController) => stream.error(new Error(words));
    const listener = createListener({
      app: ({ url }) =>
        url.endsWith('stream')
          ? Promise.resolve(new Response(new ReadableStream({ start: failing })))
          : Promise.reject(new Error(words)),
      hosts,
      log,
    });
    for (const path of ['/api/stream', '/api/throw']) {
      const answer = fetch(`http://127.0.0.1:${port}${path}`).then((response) => response.text());
      written.push(await answer.catch((error: unknown) => String(error)));
    }
    await drain(server, 100);
    expect(written.join('\n')).toContain('"code":"internal"');
    expect(leaks()).toEqual([]);
  });
});
