import { STEP, floorToStep } from '../contract/domain/time.ts';
import type { Span } from '../contract/domain/time.ts';
import type { UpstreamResponse } from '../contract/wire/upstream.ts';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Accepts finite decimals only, not '', '0x10' or '5 %'. */
export function parseNumber(raw: string | number | null | undefined): number | null {
  if (typeof raw === 'string') {
    const text = raw.trim();
    if (!DECIMAL.test(text)) return null;
    return parseNumber(Number(text));
  }
  return typeof raw === 'number' && Number.isFinite(raw) ? raw : null;
}

/**
 * Returns one value or null per bucket of `span` (aligned), multiplied by `scale`. The latest node of
 * a bucket wins, then the larger value.
 */
export function parseNodes(
  nodes: UpstreamResponse['Nodes'],
  span: Span,
  scale: number,
): (number | null)[] {
  const length = Math.max(0, Math.round((span.end - span.begin) / STEP));
  const values: (number | null)[] = Array.from({ length }, () => null);
  const nodeTimes = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  for (const node of nodes ?? []) {
    const at = parseNumber(node?.Timestamp);
    const value = toUnit(parseNumber(node?.Value), scale);
    if (at === null || value === null) continue;
    const bucket = (floorToStep(at) - span.begin) / STEP;
    const earlier = nodeTimes[bucket];
    if (earlier === undefined || at < earlier) continue;
    if (at === earlier && value <= (values[bucket] ?? -1)) continue;
    nodeTimes[bucket] = at;
    values[bucket] = value;
  }
  return values;
}

function toUnit(value: number | null, scale: number): number | null {
  if (value === null || value < 0) return null;
  // 0.29 * 100 is 28.999999999999996, which would miss a goal of 29.
  const scaled = scale === 1 ? value : Number((value * scale).toPrecision(12));
  return Number.isFinite(scaled) ? scaled + 0 : null;
}
