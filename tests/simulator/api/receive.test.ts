import { describe, expect, it } from 'vitest';
import {
  createSignedRequest,
  createTestSimulator,
  sendRequest,
  withHeaders,
} from '../../support/simulator.ts';
import type { SigningChanges } from '../../support/simulator.ts';

describe('receiveRequest', () => {
  it.each<[string, number, string, SigningChanges, ((request: Request) => Request)?]>([
    ['a missing action', 400, 'MissingAction', {}, withHeaders({ 'x-acs-action': null })],
    ['another action', 404, 'InvalidAction.NotFound', { action: 'DeleteLiveDomain' }],
    ['a missing version', 400, 'MissingVersion', {}, withHeaders({ 'x-acs-version': null })],
    ['another version', 400, 'InvalidVersion', { version: '2014-05-26' }],
    [
      'another path',
      404,
      'InvalidAction.NotFound',
      {},
      (request) => new Request(request.url.replace('/?', '/v2?'), request),
    ],
    [
      'a method that RPC calls do not have',
      405,
      'UnsupportedHTTPMethod',
      {},
      (request) => new Request(request, { method: 'PUT' }),
    ],
  ])('rejects %s', async (_case, status, code, changes, tamper) => {
    const response = await sendRequest(changes, tamper);
    expect([response.status, response.body['Code']]).toEqual([status, code]);
    expect(response.headers.get('date')).toBe('Sun, 22 Nov 2026 22:03:17 GMT');
  });

  it('rejects a body above the limit', async () => {
    const request = new Request(await createSignedRequest(), {
      method: 'POST',
      body: new Uint8Array(70_000),
    });
    expect((await createTestSimulator()(request)).status).toBe(413);
  });
});
