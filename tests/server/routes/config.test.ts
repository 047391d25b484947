import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ConfigSchema, MAX_WINDOWS } from '../../../src/contract/wire/api.ts';
import { METRICS, METRIC_FACTS } from '../../../src/contract/domain/metrics.ts';
import { STEP } from '../../../src/contract/domain/time.ts';
import {
  NOW,
  ORIGIN,
  createSettings,
  createStubUpstream,
  createTestApp,
} from '../../support/server/test-doubles.ts';

describe('GET /api/config', () => {
  it('returns the settings, limits and metrics of the server', async () => {
    const settings = createSettings({
      apps: [{ id: 'abc', name: 'Classroom' }],
      settleMinutes: 20,
    });
    const response = await createTestApp(createStubUpstream(), { settings })(
      new Request(`${ORIGIN}/api/config`),
    );
    const config = v.parse(ConfigSchema, await response.json());
    expect(config).toMatchObject({
      demo: true,
      apps: [{ id: 'abc', name: 'Classroom' }],
      anyApp: true,
      settleMs: 1_200_000,
      now: NOW,
      version: '1.2.3',
      limits: { lookbackDays: 30, longestDays: 92, stepMs: STEP, maxWindows: MAX_WINDOWS },
    });
    expect(config.metrics).toEqual(METRICS.map((metric) => ({ metric, ...METRIC_FACTS[metric] })));
  });
});
