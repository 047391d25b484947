import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { METRICS } from '../../../src/contract/domain/metrics.ts';
import type { Metric } from '../../../src/contract/domain/metrics.ts';
import { DAY } from '../../../src/contract/domain/time.ts';
import { buildResponseBody } from '../../../src/simulator/api/response-body.ts';
import { listChannels } from '../../../src/simulator/model/channels.ts';
import { createWorld } from '../../../src/simulator/model/world.ts';
import { DEMO_APPS } from '../../../src/simulator/simulator.ts';
import { NOW } from '../../support/simulator.ts';

/** Start of the SHA-256 of many responses per metric. Screenshots and browser tests rely on these values. */
const CHECKSUMS: Readonly<Record<Metric, string>> = {
  JoinChannelSucRate: 'be177cbb3fab83e7',
  VideoStuckRate: 'e3027fbf97159b16',
  AudioStuckRate: '4f75f9b038037b24',
  FirstFrameCost: '5effba7a7498faeb',
};

const APPS = [...DEMO_APPS, { id: 'zone-and-profile-from-id', name: 'Other' }];
const [KNOWN_CHANNEL] = APPS.flatMap(listChannels);
const FILTERS = [
  {},
  { os: 'iOS' },
  { os: 'Android' },
  { terminal: 'web' },
  { terminal: 'mobile' },
  { os: 'iOS', terminal: 'web' },
  { channelId: KNOWN_CHANNEL },
  { channelId: 'ad hoc' },
] as const;

function hashResponses(metric: Metric): string {
  const hash = createHash('sha256');
  const world = createWorld({ seed: 'demo', apps: APPS });
  for (const { id: appId } of APPS) {
    for (const filter of FILTERS) {
      for (let day = 0; day < 30; day += 1) {
        const end = NOW - day * DAY;
        const query = { appId, metric, ...filter, begin: end - DAY, end };
        hash.update(JSON.stringify(buildResponseBody(world, query, NOW, 'request-id')));
      }
    }
  }
  return hash.digest('hex').slice(0, 16);
}

describe('computePoints', () => {
  it.each(METRICS)('returns the recorded values of %s for a given seed and clock', (metric) => {
    expect(
      hashResponses(metric),
      `For a new metric or an intended change, copy the received value to CHECKSUMS.${metric}`,
    ).toBe(CHECKSUMS[metric]);
  });
});
