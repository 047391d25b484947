import { describe, expect, it } from 'vitest';
import { ORIGIN, createStubUpstream, createTestApp } from '../../support/server/test-doubles.ts';

describe('GET /healthz and /readyz', () => {
  it('reports live always and ready until the server drains', async () => {
    let isReady = true;
    const app = createTestApp(createStubUpstream(), { isReady: () => isReady });
    const statusOf = async (path: string) => (await app(new Request(new URL(path, ORIGIN)))).status;
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 200]);
    isReady = false;
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
  });
});
