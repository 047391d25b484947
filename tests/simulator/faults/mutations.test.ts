import { describe, expect, it } from 'vitest';
import { HOUR, STEP } from '../../../src/contract/domain/time.ts';
import { mutateResponse } from '../../../src/simulator/faults/faults.ts';
import * as mutations from '../../../src/simulator/faults/mutations.ts';
import { always } from '../../../src/simulator/faults/scenarios.ts';
import {
  NOW,
  buildParams,
  createSignedRequest,
  createTestSimulator,
  readJson,
  readNodes,
  respondWith,
} from '../../support/simulator.ts';

async function fetchNodes(...applied: mutations.ResponseMutation[]) {
  const { body } = await readJson(await respondWith(mutateResponse(...applied)));
  return readNodes(body);
}

function toTimestamps(nodes: Awaited<ReturnType<typeof fetchNodes>>): number[] {
  return nodes.map((node) => Number(node?.Timestamp));
}

const correctNodes = await fetchNodes();
const correctTimestamps = toTimestamps(correctNodes);

describe('dropNodes', () => {
  it('drops about the given share, the same nodes each time', async () => {
    const nodes = await fetchNodes(mutations.dropNodes(0.3));
    expect(nodes.length / correctNodes.length).toBeGreaterThan(0.55);
    expect(nodes.length / correctNodes.length).toBeLessThan(0.85);
    expect(correctNodes).toEqual(expect.arrayContaining(nodes));
    expect(await fetchNodes(mutations.dropNodes(0.3))).toEqual(nodes);
  });
});

describe('dropSpan', () => {
  it('drops all nodes of the span', async () => {
    const span = { begin: NOW - 4 * HOUR, end: NOW - 3 * HOUR };
    const timestamps = toTimestamps(await fetchNodes(mutations.dropSpan(span)));
    expect(timestamps).toEqual(correctTimestamps.filter((at) => at < span.begin || at >= span.end));
  });
});

describe('shuffleNodes', () => {
  it.each([
    ['neighbours', 1, 3],
    ['all', 100, 288],
  ] as const)('moves %s by %i to %i positions and keeps every node', async (extent, min, max) => {
    const timestamps = toTimestamps(await fetchNodes(mutations.shuffleNodes(extent)));
    expect(timestamps.toSorted((a, b) => a - b)).toEqual(correctTimestamps);
    const furthest = Math.max(
      ...timestamps.map((at, i) => Math.abs(correctTimestamps.indexOf(at) - i)),
    );
    expect(furthest).toBeGreaterThanOrEqual(min);
    expect(furthest).toBeLessThanOrEqual(max);
  });
});

describe('misalignTimestamps', () => {
  it('moves timestamps within their buckets', async () => {
    const timestamps = toTimestamps(await fetchNodes(mutations.misalignTimestamps()));
    expect(timestamps.filter((at) => at % STEP !== 0).length).toBeGreaterThan(250);
    expect(timestamps.map((at) => at - (at % STEP))).toEqual(correctTimestamps);
  });
});

describe('unquoteNumbers', () => {
  it('writes timestamps or everything as numbers', async () => {
    const [node] = await fetchNodes(mutations.unquoteNumbers());
    expect([typeof node?.Timestamp, typeof node?.Value]).toEqual(['number', 'string']);
    const [allNumbers] = await fetchNodes(mutations.unquoteNumbers('all'));
    expect([typeof allNumbers?.Timestamp, typeof allNumbers?.Value]).toEqual(['number', 'number']);
  });
});

describe('replaceValues', () => {
  it.each([null, '', 'NaN', '0'])('writes %j for some values', async (value) => {
    const nodes = await fetchNodes(mutations.replaceValues(value));
    const replaced = nodes.filter((node) => node?.Value === value).length;
    expect(replaced).toBeGreaterThan(20);
    expect(replaced).toBeLessThan(100);
    expect(nodes.length).toBe(correctNodes.length);
  });
});

describe('nullifyNodes', () => {
  it('writes null for some nodes', async () => {
    const nodes = await fetchNodes(mutations.nullifyNodes());
    expect(nodes.filter((node) => node === null).length).toBeGreaterThan(20);
  });
});

describe('removeNodes', () => {
  it.each([
    ['null', null],
    ['absent', undefined],
    ['empty', []],
  ] as const)('makes Nodes %s', async (form, nodes) => {
    const { body } = await readJson(await respondWith(mutateResponse(mutations.removeNodes(form))));
    expect(body['Nodes']).toEqual(nodes);
    expect(body).toHaveProperty('SummaryData');
  });
});

describe('convertToFractions', () => {
  it('divides percentages by 100', async () => {
    const scenario = always(mutateResponse(mutations.convertToFractions()));
    const params = buildParams({ MetricType: 'JoinChannelSucRate' });
    const request = await createSignedRequest({ params });
    const { body } = await readJson(await createTestSimulator({ scenario })(request));
    for (const node of readNodes(body)) {
      expect(Number(node?.Value)).toBeLessThanOrEqual(1);
      expect(Number(node?.Value)).toBeGreaterThan(0.5);
    }
  });
});

describe('duplicateNodes', () => {
  it('repeats nodes, also together with other mutations', async () => {
    const nodes = await fetchNodes(
      mutations.duplicateNodes(),
      mutations.misalignTimestamps(),
      mutations.shuffleNodes(),
    );
    expect(nodes.length).toBeGreaterThan(correctNodes.length);
  });
});
