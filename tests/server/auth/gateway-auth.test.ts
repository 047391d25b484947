import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigSchema } from '../../../src/contract/wire/api.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import { createGatewayApp, createToken } from '../../support/server/access.ts';

describe('createGatewayAuth', () => {
  const fromGateway = (name: string, peer = '10.0.0.7') => ({
    peer,
    headers: { 'X-Forwarded-User': name, 'x-forwarded-for': '198.51.100.1' },
  });

  it('accepts the user name of the gateway, also from a dual-stack socket', async () => {
    const { send, logged, time } = createGatewayApp();
    for (const peer of ['10.0.0.7', '::ffff:10.0.0.7']) {
      const response = await send('/api/config', fromGateway('carol@example.com', peer));
      expect(v.parse(ConfigSchema, await response.json()).access).toEqual({
        name: 'carol@example.com',
        canSignOut: false,
      });
    }
    expect(logged).toEqual([
      {
        event: 'signed in',
        level: 'audit',
        name: 'carol@example.com',
        address: '198.51.100.1',
        by: 'gateway',
      },
    ]);
    time.set(time.now() + DAY);
    await send('/api/config', fromGateway('carol@example.com'));
    expect(logged).toHaveLength(2);
  });

  it.each([
    ['the header of another peer', fromGateway('carol', '10.0.0.8')],
    ['an empty name', fromGateway('')],
    ['two names', fromGateway('eve, carol')],
    ['a name that is too long', fromGateway('x'.repeat(129))],
    ['a missing header', { peer: '10.0.0.7' }],
  ])('rejects %s', async (_title, init) => {
    const { send } = createGatewayApp();
    expect((await send('/api/config', init)).status).toBe(401);
  });

  it('redirects signed-in users to the return path and explains the gateway to others', async () => {
    const { send } = createGatewayApp();
    const signedIn = await send('/signin?to=%2F%3Fapp%3Dx', fromGateway('carol'));
    expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/?app=x']);
    const anonymous = await send('/signin');
    expect(anonymous.status).toBe(401);
    const page = await anonymous.text();
    expect(page).toContain('Your gateway handles sign-in');
    expect(page).not.toContain('<form');
    expect((await send('/signin', { form: { token: createToken(1) } })).status).toBe(405);
  });
});
