import { STEP } from '../../contract/domain/time.ts';
import type { Span } from '../../contract/domain/time.ts';
import type { UpstreamResponse, UpstreamNode } from '../../contract/wire/upstream.ts';
import { uniform } from '../model/noise.ts';

/** Changes an honest answer; `seed` differs from query to query and not from try to try. */
export type ResponseMutation = (answer: UpstreamResponse, seed: number) => UpstreamResponse;

type Nodes = (UpstreamNode | null)[];

function changeNodes(change: (nodes: Nodes, seed: number) => Nodes): ResponseMutation {
  return (answer, seed) => ({ ...answer, Nodes: change(answer.Nodes ?? [], seed) });
}

/** Leaves out this share of the nodes. */
export function dropNodes(share: number): ResponseMutation {
  return changeNodes((nodes, seed) => nodes.filter((_, i) => uniform(seed, i) >= share));
}

/** Leaves out every node of a span. */
export function dropSpan(span: Span): ResponseMutation {
  return changeNodes((nodes) =>
    nodes.filter((node) => {
      const at = Number(node?.Timestamp);
      return at < span.begin || at >= span.end;
    }),
  );
}

/** Puts the nodes into disorder: mildly, neighbours swapped, or thoroughly. */
export function shuffleNodes(how: 'mildly' | 'thoroughly' = 'mildly'): ResponseMutation {
  return changeNodes((nodes, seed) =>
    nodes
      .map((node, i) => ({
        node,
        place: how === 'mildly' ? i + 3 * uniform(seed, i) : uniform(seed, i),
      }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ node }) => node),
  );
}

/** Gives about this share of the nodes twice. */
export function duplicateNodes(share = 0.2): ResponseMutation {
  return changeNodes((nodes, seed) =>
    nodes.flatMap((node, i) => (uniform(seed, i) < share ? [node, node] : [node])),
  );
}

/** Moves every timestamp off its five-minute boundary, by less than five minutes. */
export function misalignTimestamps(): ResponseMutation {
  return changeNodes((nodes, seed) =>
    nodes.map(
      (node, i) =>
        node && {
          ...node,
          Timestamp: String(Number(node.Timestamp) + Math.floor(uniform(seed, i) * STEP)),
        },
    ),
  );
}

/** Timestamps as bare numbers, as one published sample has them; `everything` makes values so, too. */
export function unquoteNumbers(what: 'timestamps' | 'everything' = 'timestamps'): ResponseMutation {
  const isAll = what === 'everything';
  return (answer) => ({
    ...answer,
    Nodes: (answer.Nodes ?? []).map(
      (node) =>
        node && {
          Timestamp: Number(node.Timestamp),
          Value: isAll ? Number(node.Value) : node.Value,
        },
    ),
    SummaryData: isAll ? Number(answer.SummaryData) : answer.SummaryData,
  });
}

/** Puts null, the empty text or another value in place of this share of the values. */
export function replaceValues(value: UpstreamNode['Value'], share = 0.2): ResponseMutation {
  return changeNodes((nodes, seed) =>
    nodes.map((node, i) => (node && uniform(seed, i) < share ? { ...node, Value: value } : node)),
  );
}

/** Puts null in place of this share of the nodes. */
export function nullifyNodes(share = 0.2): ResponseMutation {
  return changeNodes((nodes, seed) =>
    nodes.map((node, i) => (uniform(seed, i) < share ? null : node)),
  );
}

/** No Nodes: null, absent or an empty list. */
export function removeNodes(how: 'null' | 'absent' | 'empty' = 'null'): ResponseMutation {
  return ({ RequestId, SummaryData }) => {
    if (how === 'absent') return { RequestId, SummaryData };
    return { Nodes: how === 'null' ? null : [], RequestId, SummaryData };
  };
}

/** Rates as fractions, 0 to 1, as a sibling product has them. */
export function convertToFractions(): ResponseMutation {
  return (answer) => ({
    ...answer,
    Nodes: (answer.Nodes ?? []).map((node) => node && { ...node, Value: asFraction(node.Value) }),
    SummaryData: asFraction(answer.SummaryData),
  });
}

function asFraction(value: UpstreamNode['Value']): UpstreamNode['Value'] {
  return value === null || value === undefined || value === ''
    ? value
    : String(Number(value) / 100);
}
