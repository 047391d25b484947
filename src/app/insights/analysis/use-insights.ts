import { useEffect, useState } from 'react';
import { hasSameItems, useStable } from '../../ui/hooks/use-stable.ts';
import type { AnalyzedLine, Insights } from './insights.ts';
import { createYieldToMain } from './yield-to-main.ts';

export interface InsightsOptions {
  lines: readonly AnalyzedLine[];
  /** Identifies apps, filters and range; earlier insights of another key are discarded. */
  subjectsKey: string;
  /** All windows of the lines have been loaded or failed. */
  isComplete: boolean;
}

/** Analyzes complete lines after they are drawn; returns undefined until then. */
export function useInsights({
  lines,
  subjectsKey,
  isComplete,
}: InsightsOptions): Insights | undefined {
  const [result, setResult] = useState<{ subjectsKey: string; insights: Insights }>();
  const inputs = useStable(
    lines.flatMap(({ series, goal }) => [series, goal]),
    hasSameItems,
  );
  useEffect(() => {
    if (!isComplete) return undefined;
    let isActive = true;
    const yieldToMain = createYieldToMain(() => isActive);
    const analyze = async () => {
      if (!(await yieldToMain())) return;
      const { analyzeSeries } = await import('./analyze-series.ts');
      const insights = await analyzeSeries(lines, yieldToMain);
      if (insights && isActive) setResult({ subjectsKey, insights });
    };
    // If the code cannot be loaded, the page has no insights.
    analyze().catch(() => undefined);
    return () => {
      isActive = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `inputs` stands for the lines
  }, [inputs, subjectsKey, isComplete]);
  return result?.subjectsKey === subjectsKey ? result.insights : undefined;
}
