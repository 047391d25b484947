import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/contract/domain/time.ts';
import { createNonceStore } from '../../../src/simulator/api/nonces.ts';
import { DEMO_CREDENTIALS } from '../../../src/simulator/simulator.ts';
import {
  NOW,
  createSignedRequest,
  createTestSimulator,
  readJson,
} from '../../support/simulator.ts';

describe('createNonceStore', () => {
  it('removes the oldest nonce when it is full', () => {
    const nonces = createNonceStore(3);
    expect(['a', 'b', 'c', 'd'].map((nonce) => nonces.use(nonce, NOW))).toEqual(
      Array(4).fill(true),
    );
    expect(nonces.use('d', NOW)).toBe(false);
    expect(nonces.use('a', NOW)).toBe(true);
  });

  it('accepts a nonce once', async () => {
    const simulator = createTestSimulator();
    const request = await createSignedRequest();
    expect((await simulator(request.clone())).status).toBe(200);
    const repeated = await readJson(await simulator(request));
    expect(repeated.body['Code']).toBe('SignatureNonceUsed');
  });

  it('does not store the nonce of a forged request', async () => {
    const simulator = createTestSimulator();
    const forged = await createSignedRequest({
      nonce: 'n',
      credentials: { ...DEMO_CREDENTIALS, accessKeySecret: 'x' },
    });
    expect((await simulator(forged)).status).toBe(400);
    expect((await simulator(await createSignedRequest({ nonce: 'n' }))).status).toBe(200);
  });

  it('stores a nonce as long as its date is valid', async () => {
    let now = NOW;
    const simulator = createTestSimulator({ now: () => now });
    const request = await createSignedRequest({ date: NOW + 14 * MINUTE });
    const sendAgain = async () => (await readJson(await simulator(request.clone()))).body['Code'];
    expect((await simulator(request.clone())).status).toBe(200);
    now += 28 * MINUTE;
    expect(await sendAgain()).toBe('SignatureNonceUsed');
    now += 2 * MINUTE;
    expect(await sendAgain()).toBe('InvalidTimeStamp.Expired');
  });
});
