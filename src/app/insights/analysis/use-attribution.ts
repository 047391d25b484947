import { useEffect, useMemo, useState } from 'react';
import type { Attribution } from '../../../anomaly/attribution.ts';
import type { Episode } from '../../../anomaly/detect-episodes.ts';
import { listSegmentFilters } from '../../../contract/domain/segments.ts';
import type { SegmentFilter, Subject } from '../../../contract/domain/segments.ts';
import { subjectKey } from '../../../contract/domain/subject-key.ts';
import type { Millis, Span } from '../../../contract/domain/time.ts';
import { REQUEST_PRIORITIES, planRequests } from '../../../planning/plan-requests.ts';
import type { WindowQueryDeps } from '../../../query/queries/window-query.ts';
import { useSeries } from '../../../query/series/use-series.ts';
import type { View } from '../../../view/view.ts';
import { hasSameItems, useStable } from '../../ui/hooks/use-stable.ts';
import { findDetection } from './insights.ts';
import type { AppFinding, Insights } from './insights.ts';
import { createYieldToMain } from './yield-to-main.ts';

export interface AttributionOptions {
  deps: WindowQueryDeps;
  view: View;
  range: Span;
  settleMs: Millis;
  insights: Insights | undefined;
  findings: readonly AppFinding[];
}

/** By the primary episode of each finding. */
export type Attributions = ReadonlyMap<Episode, Attribution>;

/** Loads the segments behind the findings and attributes them; pending findings are not in the map. */
export function useAttributions(options: AttributionOptions): Attributions {
  const { deps, view, range, settleMs, insights, findings } = options;
  const filters = useStable(listSegmentFilters(view).slice(1));
  const plan = useStable(planRequests(listSubjects(options, filters), range));
  const seriesList = useSeries(deps, {
    plan,
    settleMs,
    priority: REQUEST_PRIORITIES.attribution,
    retryOnMount: false,
  });
  const isLoaded = seriesList.every(({ windows }) =>
    windows.every(({ status }) => status !== 'loading'),
  );
  const stableSeries = useStable(
    seriesList.map(({ series }) => series),
    hasSameItems,
  );
  const episodes = useStable(
    findings.map(({ primary }) => primary),
    hasSameItems,
  );
  const [attributions, setAttributions] = useState<Attributions>(NO_ATTRIBUTIONS);
  useEffect(() => {
    if (!isLoaded || episodes.length === 0) return undefined;
    let isActive = true;
    const yieldToMain = createYieldToMain(() => isActive);
    const attribute = async () => {
      const { attributeFinding } = await import('./analyze-series.ts');
      const results = new Map<Episode, Attribution>();
      for (const { appId, primary } of findings) {
        const detection = findDetection(insights, appId, primary.metric);
        const segments = seriesList
          .filter(({ subject }) => subject.appId === appId && subject.metric === primary.metric)
          .map(({ subject: { os, terminal }, series }) => ({ filter: { os, terminal }, series }));
        const attribution =
          detection && (await attributeFinding(primary, detection, segments, yieldToMain));
        if (attribution) results.set(primary, attribution);
      }
      if (isActive) setAttributions(results);
    };
    attribute().catch(() => {
      if (!isActive) return;
      setAttributions(new Map(episodes.map((episode) => [episode, { kind: 'unknown' }])));
    });
    return () => {
      isActive = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `stableSeries` and `episodes` stand for series and findings
  }, [stableSeries, episodes, isLoaded]);
  return useMemo(
    () => new Map([...attributions].filter(([episode]) => episodes.includes(episode))),
    [attributions, episodes],
  );
}

const NO_ATTRIBUTIONS: Attributions = new Map();

function listSubjects(
  { findings, view }: AttributionOptions,
  filters: readonly SegmentFilter[],
): Subject[] {
  const subjects = findings.flatMap(({ appId, primary: { metric } }) =>
    filters.map((filter): Subject => ({
      appId,
      metric,
      ...filter,
      ...(view.channelId !== undefined && { channelId: view.channelId }),
    })),
  );
  return [...new Map(subjects.map((subject) => [subjectKey(subject), subject])).values()];
}
