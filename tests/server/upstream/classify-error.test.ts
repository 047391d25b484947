import { describe, expect, it } from 'vitest';
import {
  createStubUpstream,
  createTestApp,
  createWindowRequest,
  fetchRecords,
  respondWithError,
} from '../../support/server/test-doubles.ts';

describe('classifyError', () => {
  it('distinguishes wrong, unknown, disabled, expired and unauthorized credentials', async () => {
    const messages = new Map([
      ['SignatureDoesNotMatch', /does not accept the signature/],
      ['InvalidAccessKeyId.NotFound', /does not exist/],
      ['InvalidAccessKeyId.Inactive', /is disabled/],
      ['InvalidSecurityToken.Expired', /has expired/],
      ['InvalidSecurityToken.MismatchWithAccessKey', /does not accept the STS/],
      ['NoPermission', /may not call/],
    ]);
    const hints = new Set<string | undefined>();
    for (const [code, message] of messages) {
      const app = createTestApp(createStubUpstream(() => respondWithError(403, code)));
      const [record] = await fetchRecords(app, [createWindowRequest()]);
      expect(record?.problem?.message).toMatch(message);
      hints.add(record?.problem?.hint);
    }
    expect([...hints].filter((hint) => hint?.includes('live:Describe'))).toHaveLength(1);
  });

  it('names the RAM action to grant', async () => {
    const upstream = createStubUpstream(() => respondWithError(403, 'NoPermission'));
    const [record] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(record?.problem?.hint).toContain('live:DescribeLiveInteractionMetricData');
    expect(record?.requestId).toBe('B01C98C5-25AE-124A-83FE-514DF5C5BE36');
  });

  it('omits a RequestId of another format', async () => {
    const upstream = createStubUpstream(() =>
      Response.json({ Code: 'NoPermission', RequestId: '<b>LTAI</b>' }, { status: 403 }),
    );
    const [record] = await fetchRecords(createTestApp(upstream), [createWindowRequest()]);
    expect(record?.requestId).toBeNull();
    expect(record?.problem).not.toHaveProperty('requestId');
  });
});
