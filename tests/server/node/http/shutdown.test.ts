import { describe, expect, it } from 'vitest';
import { drain } from '../../../../src/server/node/http/shutdown.ts';
import { openSocket, startTestServer } from '../../../support/server/started-server.ts';
import {
  createPostRequest,
  createStubUpstream,
  createWindowRequest,
  flushPromises,
  parseRecords,
  respondWithValue,
} from '../../../support/server/test-doubles.ts';

/** Requests one window over the network. */
async function postWindow(origin: string): Promise<Response> {
  const { headers, method } = createPostRequest([]);
  const body = JSON.stringify({ windows: [createWindowRequest()] });
  return fetch(`${origin}/api/windows`, { method, headers, body });
}

describe('drain', () => {
  it('waits for open requests and then closes the server', async () => {
    let release: (() => void) | undefined;
    const upstream = createStubUpstream(
      (url) => new Promise((resolve) => (release = () => resolve(respondWithValue(url)))),
    );
    const { server, origin } = await startTestServer({ upstream });
    const response = await postWindow(origin);
    while (upstream.calls.length < 1) await flushPromises();
    const drained = drain(server);
    release?.();
    expect(parseRecords(await response.text())[0]?.status).toBe('ok');
    await drained;
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow('fetch failed');
  });

  it('aborts a response that does not finish in time', async () => {
    const upstream = createStubUpstream(() => new Promise(() => undefined));
    const { server, origin } = await startTestServer({ upstream });
    const result = postWindow(origin)
      .then((response) => response.text())
      .catch(() => 'aborted');
    while (upstream.calls.length < 1) await flushPromises();
    await drain(server, 1);
    expect(await result).toBe('aborted');
  });

  it('aborts requests without a response and incomplete requests', async () => {
    const pending = new Promise<Response>(() => {});
    const { server, port, origin } = await startTestServer({ app: () => pending });
    const result = fetch(`${origin}/api/windows`).catch(String);
    const { socket, closed } = openSocket(port);
    socket.write('GET / HT');
    await new Promise((resolve) => server.once('request', resolve));
    await drain(server, 100);
    await closed;
    expect(await result).toBe('TypeError: fetch failed');
  });
});
