// Lines in sight -> insights, after they are drawn. The code that finds them comes when it is needed.
import { useEffect, useState } from 'react';
import { hasSameItems, useStable } from '../../ui/hooks/use-stable.ts';
import type { Insights, AnalyzedLine } from './insights.ts';
import { createYieldToMain } from './yield-to-main.ts';

export interface InsightsOptions {
  lines: readonly AnalyzedLine[];
  /** What the lines are of: with other apps, filters or times, what was found before says nothing. */
  of: string;
  /** Whether all there will be of the lines is here. */
  isWhole: boolean;
}

/** What was found in the lines; undefined until it is, and for good where its code cannot be had. */
export function useInsights({ lines, of, isWhole }: InsightsOptions): Insights | undefined {
  const [found, setFound] = useState<{ of: string; insights: Insights }>();
  const stable = useStable(
    lines.flatMap(({ series, goal }) => [series, goal]),
    hasSameItems,
  );
  useEffect(() => {
    if (!isWhole) return undefined;
    let isWanted = true;
    const pause = createYieldToMain(() => isWanted);
    const look = async () => {
      // The lines are on screen first.
      if (!(await pause())) return;
      const { analyzeSeries: lookCloser } = await import('./analyze-series.ts');
      const insights = await lookCloser(lines, pause);
      if (insights && isWanted) setFound({ of, insights });
    };
    // The page is whole without.
    look().catch(() => undefined);
    return () => {
      isWanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `stable` stands for the lines
  }, [stable, of, isWhole]);
  return found?.of === of ? found.insights : undefined;
}
