import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ProblemSchema } from '../../../src/contract/wire/problem.ts';
import { createTokenApp } from '../../support/server/access.ts';
import { createWindowRequest } from '../../support/server/test-doubles.ts';

const codeOf = async (response: Response) => v.parse(ProblemSchema, await response.json()).code;

describe('requireUser', () => {
  it('rejects API and metrics requests without a user and calls no upstream', async () => {
    const { send, upstream } = await createTokenApp();
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify({ windows: [createWindowRequest()] });
    for (const response of [
      await send('/api/config'),
      await send('/api/windows', { body, headers: json }),
      await send('/api/nothing'),
      await send('/metrics'),
      await send('/api/config', { headers: { cookie: '__Host-artc-lens=made-up' } }),
      await send('/api/config', { headers: { authorization: 'Basic YWxpY2U6eA==' } }),
    ]) {
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      expect(await codeOf(response)).toBe('not_signed_in');
    }
    expect(upstream.calls).toEqual([]);
  });

  it('does not protect the health checks', async () => {
    const { send } = await createTokenApp();
    expect((await send('/healthz')).status).toBe(200);
    expect((await send('/readyz')).status).toBe(200);
  });

  it('runs after the check of the host name', async () => {
    const { send } = await createTokenApp();
    const response = await send('/signin', { origin: 'https://evil.example' });
    expect(await codeOf(response)).toBe('forbidden_origin');
  });
});
