import { describe, expect, it } from 'vitest';
import { failWith } from '../../../src/simulator/faults/faults.ts';
import { readJson, respondWith } from '../../support/simulator.ts';

describe('createResponder', () => {
  it('names the denied action in a permission error', async () => {
    const { body } = await readJson(await respondWith(failWith('NoPermission')));
    expect(body).toHaveProperty(
      ['AccessDeniedDetail', 'AuthAction'],
      'live:DescribeLiveInteractionMetricData',
    );
  });

  it('writes keys in lower case for the format lowercase-json', async () => {
    const fault = failWith('InternalError', { format: 'lowercase-json' });
    const { body } = await readJson(await respondWith(fault));
    expect(Object.keys(body).sort()).toEqual([
      'code',
      'hostId',
      'message',
      'recommend',
      'requestId',
    ]);
  });

  it('escapes text in the format xml', async () => {
    const fault = failWith('ServiceUnavailable', { format: 'xml', message: 'a < b & c' });
    const response = await respondWith(fault);
    expect(response.headers.get('content-type')).toBe('text/xml;charset=utf-8');
    expect(await response.text()).toMatch(
      /^<\?xml .*\?><Error><RequestId>[0-9A-F-]{36}<\/RequestId><HostId>live\.aliyuncs\.com<\/HostId><Code>ServiceUnavailable<\/Code><Message>a &lt; b &amp; c<\/Message><\/Error>$/,
    );
  });

  it('sends no body in the format empty', async () => {
    const response = await respondWith(failWith('InternalError', { format: 'empty' }));
    expect([response.status, await response.text()]).toEqual([500, '']);
  });
});
