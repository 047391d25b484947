import { describe, expect, it } from 'vitest';
import { METRICS, METRIC_FACTS } from '../../../src/contract/domain/metrics.ts';
import type { Unit } from '../../../src/contract/domain/metrics.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import { buildResponseBody } from '../../../src/simulator/api/response-body.ts';
import { weightedMean } from '../../../src/simulator/model/metric-model.ts';
import {
  CALM_WORLD,
  CLASSROOM,
  NOW,
  buildParams,
  computeDays,
  createSignedRequest,
  createTestSimulator,
  readJson,
} from '../../support/simulator.ts';

const YESTERDAY = Date.UTC(2026, 10, 21);

describe('buildResponseBody', () => {
  it('summarizes with the mean weighted by joins', async () => {
    const params = buildParams({
      BeginTs: String(YESTERDAY),
      EndTs: String(YESTERDAY + DAY - 1),
    });
    const simulator = createTestSimulator({ world: { incidents: 'none' } });
    const { body } = await readJson(await simulator(await createSignedRequest({ params })));
    const points = computeDays(CALM_WORLD, { begin: YESTERDAY }, 1);
    expect(body['SummaryData']).toBe(String(Math.round(weightedMean(points) ?? 0)));
  });

  const FORMATS: Readonly<Record<Unit, RegExp>> = {
    percent: /^\d{1,2}\.\d{2}0000$|^100\.000000$/,
    ms: /^\d+\.000000$/,
  };
  it.each(METRICS)('rounds %s to the resolution of its unit', (metric) => {
    const query = { appId: CLASSROOM, metric, begin: YESTERDAY, end: YESTERDAY + DAY - 1 };
    const { Nodes } = buildResponseBody(CALM_WORLD, query, NOW, 'request-id');
    expect(Nodes).toHaveLength(288);
    for (const node of Nodes ?? []) expect(node?.Value).toMatch(FORMATS[METRIC_FACTS[metric].unit]);
  });
});
