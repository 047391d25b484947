import { STEP } from '../../contract/domain/time.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { UpstreamNode, UpstreamResponse } from '../../contract/wire/upstream.ts';
import { uniform } from '../model/noise.ts';

/** `seed` differs per query but not per attempt. */
export type ResponseMutation = (response: UpstreamResponse, seed: number) => UpstreamResponse;

type Nodes = (UpstreamNode | null)[];

function mutateNodes(mutate: (nodes: Nodes, seed: number) => Nodes): ResponseMutation {
  return (response, seed) => ({ ...response, Nodes: mutate(response.Nodes ?? [], seed) });
}

/** `share` is approximate. */
export function dropNodes(share: number): ResponseMutation {
  return mutateNodes((nodes, seed) => nodes.filter((_, i) => uniform(seed, i) >= share));
}

export function dropSpan(span: Span): ResponseMutation {
  return mutateNodes((nodes) =>
    nodes.filter((node) => {
      const at = Number(node?.Timestamp);
      return at < span.begin || at >= span.end;
    }),
  );
}

export function shuffleNodes(extent: 'neighbours' | 'all' = 'neighbours'): ResponseMutation {
  return mutateNodes((nodes, seed) =>
    nodes
      .map((node, i) => ({
        node,
        rank: extent === 'neighbours' ? i + 3 * uniform(seed, i) : uniform(seed, i),
      }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ node }) => node),
  );
}

export function duplicateNodes(share = 0.2): ResponseMutation {
  return mutateNodes((nodes, seed) =>
    nodes.flatMap((node, i) => (uniform(seed, i) < share ? [node, node] : [node])),
  );
}

/** Timestamps stay within their buckets. */
export function misalignTimestamps(): ResponseMutation {
  return mutateNodes((nodes, seed) =>
    nodes.map(
      (node, i) =>
        node && {
          ...node,
          Timestamp: String(Number(node.Timestamp) + Math.floor(uniform(seed, i) * STEP)),
        },
    ),
  );
}

/** A published sample has unquoted timestamps. */
export function unquoteNumbers(scope: 'timestamps' | 'all' = 'timestamps'): ResponseMutation {
  const isAll = scope === 'all';
  return (response) => ({
    ...response,
    Nodes: (response.Nodes ?? []).map(
      (node) =>
        node && {
          Timestamp: Number(node.Timestamp),
          Value: isAll ? Number(node.Value) : node.Value,
        },
    ),
    SummaryData: isAll ? Number(response.SummaryData) : response.SummaryData,
  });
}

export function replaceValues(value: UpstreamNode['Value'], share = 0.2): ResponseMutation {
  return mutateNodes((nodes, seed) =>
    nodes.map((node, i) => (node && uniform(seed, i) < share ? { ...node, Value: value } : node)),
  );
}

export function nullifyNodes(share = 0.2): ResponseMutation {
  return mutateNodes((nodes, seed) =>
    nodes.map((node, i) => (uniform(seed, i) < share ? null : node)),
  );
}

export function removeNodes(form: 'null' | 'absent' | 'empty' = 'null'): ResponseMutation {
  return ({ RequestId, SummaryData }) => {
    if (form === 'absent') return { RequestId, SummaryData };
    return { Nodes: form === 'null' ? null : [], RequestId, SummaryData };
  };
}

/** A sibling product has fractions from 0 to 1. */
export function convertToFractions(): ResponseMutation {
  return (response) => ({
    ...response,
    Nodes: (response.Nodes ?? []).map((node) => node && { ...node, Value: toFraction(node.Value) }),
    SummaryData: toFraction(response.SummaryData),
  });
}

function toFraction(value: UpstreamNode['Value']): UpstreamNode['Value'] {
  return value === null || value === undefined || value === ''
    ? value
    : String(Number(value) / 100);
}
