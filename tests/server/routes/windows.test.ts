import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, MAX_WINDOWS } from '../../../src/contract/wire/api.ts';
import { ProblemSchema } from '../../../src/contract/wire/problem.ts';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import {
  ORIGIN,
  createPostRequest,
  createSettings,
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
} from '../../support/server/test-doubles.ts';

async function problemOf(response: Response) {
  return v.parse(ProblemSchema, await response.json());
}

describe('POST /api/windows', () => {
  const good = createWindowRequest();
  it.each<[string, unknown, string]>([
    ['windows.1.appId', { ...good, appId: 'a b' }, 'must be 1 to 64 letters, digits, - or _'],
    ['windows.1.appId', { ...good, appId: 7 }, 'must be a string'],
    ['windows.1.metric', { ...good, metric: 'Loss' }, `must be one of ${METRICS.join(', ')}`],
    ['windows.1.metric', { ...good, metric: undefined }, 'is missing'],
    ['windows.1.os', { ...good, os: 'Windows' }, 'must be one of iOS, Android'],
    ['windows.1.terminal', { ...good, terminal: null }, 'must be one of web, mobile'],
    [
      'windows.1.channelId',
      { ...good, channelId: '' },
      'must be 1 to 128 characters without control characters',
    ],
    [
      'windows.1.channelId',
      { ...good, channelId: 'a\nb' },
      'must be 1 to 128 characters without control characters',
    ],
    [
      'windows.1.channelId',
      { ...good, channelId: 'half a pair \ud83d' },
      'must be 1 to 128 characters without control characters',
    ],
    ['windows.1.begin', { ...good, begin: good.begin + 1 }, 'must be a multiple of five minutes'],
    ['windows.1.begin', { ...good, begin: String(good.begin) }, 'must be a number'],
    ['windows.1.begin', { ...good, begin: -STEP }, 'must not be before 1970'],
    [
      'windows.1.end',
      { ...good, end: good.begin },
      'must be after begin and at most 24 hours later',
    ],
    [
      'windows.1.end',
      { ...good, end: good.end + STEP },
      'must be after begin and at most 24 hours later',
    ],
    ['windows.1.endpoint', { ...good, endpoint: 'https://evil.example' }, 'is not a known field'],
    ['windows.1', 'all of it', 'must be an object'],
  ])('rejects an invalid %s', async (field, window, predicate) => {
    const upstream = createStubUpstream();
    const response = await createTestApp(upstream)(createPostRequest([good, window]));
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toEqual({
      code: 'bad_request',
      field,
      message: `${field} ${predicate}.`,
      retryable: false,
    });
    expect(upstream.calls).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['{"windows":', 'The body must be valid JSON.', ''],
    ['[]', 'windows is missing.', 'windows'],
    ['{}', 'windows is missing.', 'windows'],
    ['null', 'The body must be an object.', ''],
    ['{"windows":{}}', 'windows must be a list.', 'windows'],
    ['{"windows":[]}', 'windows must name at least one window.', 'windows'],
    ['{"windows":[1],"x":1}', 'windows.0 must be an object.', 'windows.0'],
  ])('rejects the body %s', async (body, message, field) => {
    const response = await createTestApp(createStubUpstream())(createPostRequest([], { body }));
    expect(response.status).toBe(400);
    const problem = await problemOf(response);
    expect(problem.message).toBe(message);
    expect(problem.field ?? '').toBe(field);
  });

  it('rejects more than a thousand windows', async () => {
    const many = Array.from({ length: MAX_WINDOWS + 1 }, () => createWindowRequest());
    const response = await createTestApp(createStubUpstream())(createPostRequest(many));
    expect((await problemOf(response)).message).toBe('windows must name at most 1000 windows.');
  });

  it('rejects apps that are not configured when only those are allowed', async () => {
    const upstream = createStubUpstream();
    const settings = createSettings({ apps: [{ id: 'mine', name: 'Mine' }], anyApp: false });
    const app = createTestApp(upstream, { settings });
    const response = await app(
      createPostRequest([
        createWindowRequest({ appId: 'mine' }),
        createWindowRequest({ appId: 'other' }),
      ]),
    );
    expect(response.status).toBe(400);
    expect((await problemOf(response)).field).toBe('windows.1.appId');
    expect(upstream.calls).toEqual([]);
    expect((await fetchRecords(app, [createWindowRequest({ appId: 'mine' })]))[0]?.status).toBe(
      'ok',
    );
  });

  it('stops reading a body that is too large', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        pulled += 1;
        stream.enqueue(new Uint8Array(16_384).fill(32));
      },
    });
    const init: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    };
    const request = new Request(`${ORIGIN}/api/windows`, init);
    const response = await createTestApp(createStubUpstream())(request);
    expect(response.status).toBe(413);
    expect((await problemOf(response)).code).toBe('too_large');
    expect(pulled).toBeLessThan(MAX_BODY_BYTES / 16_384 + 5);
  });
});
