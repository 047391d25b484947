// Upstream nodes -> one column of values, the first step of data on its way to a line.
import { STEP, floorToStep } from '../contract/domain/time.ts';
import type { Span } from '../contract/domain/time.ts';
import type { UpstreamResponse } from '../contract/wire/upstream.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number out of what the upstream sends, or null. Only plain decimals count: no '', '0x10', 'NaN' or '5 %'. */
export function parseNumber(raw: string | number | null | undefined): number | null {
  if (typeof raw === 'string') {
    const text = raw.trim();
    if (!DECIMAL.test(text)) return null;
    return parseNumber(Number(text));
  }
  return typeof raw === 'number' && Number.isFinite(raw) ? raw : null;
}

/**
 * One value a five-minute bucket of `span` (aligned), in the metric's unit: each node goes to the
 * bucket that holds its timestamp; `scale` multiplies (100 for rates given as fractions, else 1).
 * Null where there is no node, or only unreadable, infinite or negative values.
 * Of several usable nodes in a bucket the latest timestamp wins, at the same timestamp the larger
 * value, so the order of the nodes never matters.
 */
export function nodesToColumn(
  nodes: UpstreamResponse['Nodes'],
  span: Span,
  scale: number,
): (number | null)[] {
  const length = Math.max(0, Math.round((span.end - span.begin) / STEP));
  const column: (number | null)[] = Array.from({ length }, () => null);
  const takenAt = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  for (const node of nodes ?? []) {
    const at = parseNumber(node?.Timestamp);
    const value = toUnit(parseNumber(node?.Value), scale);
    if (at === null || value === null) continue;
    const bucket = (floorToStep(at) - span.begin) / STEP;
    const earlier = takenAt[bucket];
    if (earlier === undefined || at < earlier) continue;
    if (at === earlier && value <= (column[bucket] ?? -1)) continue;
    takenAt[bucket] = at;
    column[bucket] = value;
  }
  return column;
}

function toUnit(value: number | null, scale: number): number | null {
  if (value === null || value < 0) return null;
  // 0.29 * 100 is 28.999999999999996, which would miss a goal of 29: twelve digits are plenty.
  const scaled = scale === 1 ? value : Number((value * scale).toPrecision(12));
  return Number.isFinite(scaled) ? scaled + 0 : null;
}
