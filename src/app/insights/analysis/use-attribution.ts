// Findings -> who carries each, asking for the segments behind them.
import { useEffect, useMemo, useState } from 'react';
import type { Attribution } from '../../../anomaly/attribution.ts';
import type { Episode } from '../../../anomaly/detect-episodes.ts';
import { listSegmentFilters } from '../../../contract/domain/segments.ts';
import type { SegmentFilter, Subject } from '../../../contract/domain/segments.ts';
import { subjectKey } from '../../../contract/domain/subject-key.ts';
import type { Millis, Span } from '../../../contract/domain/time.ts';
import { REQUEST_PRIORITIES, planRequests } from '../../../planning/plan-requests.ts';
import { useSeries } from '../../../query/series/use-series.ts';
import type { WindowQueryDeps } from '../../../query/queries/window-query.ts';
import type { View } from '../../../view/view.ts';
import { hasSameItems, useStable } from '../../ui/hooks/use-stable.ts';
import type { AppFinding, Insights } from './insights.ts';
import { createYieldToMain } from './yield-to-main.ts';

export interface AttributionOptions {
  deps: WindowQueryDeps;
  view: View;
  range: Span;
  settleMs: Millis;
  insights: Insights | undefined;
  /** Those somebody looks at. */
  findings: readonly AppFinding[];
}

export type Attributions = ReadonlyMap<Episode, Attribution>;

/** Who carries the findings, by their leads; those that are still looked for are not in it. */
export function useAttributions(options: AttributionOptions): Attributions {
  const { deps, view, range, settleMs, insights, findings } = options;
  const parts = useStable(listSegmentFilters(view).slice(1));
  const plan = useStable(planRequests(subjectsOf(options, parts), range));
  const datas = useSeries(deps, {
    plan,
    settleMs,
    priority: REQUEST_PRIORITIES.attribution,
    retryOnMount: false,
  });
  const isHere = datas.every(({ windows }) => windows.every(({ status }) => status !== 'loading'));
  const series = useStable(
    datas.map((data) => data.series),
    hasSameItems,
  );
  const leads = useStable(
    findings.map(({ primary }) => primary),
    hasSameItems,
  );
  const [attributions, setCarriers] = useState<Attributions>(NONE);
  useEffect(() => {
    if (!isHere || leads.length === 0) return undefined;
    let isWanted = true;
    const pause = createYieldToMain(() => isWanted);
    const look = async () => {
      const { attributeFinding: findWho } = await import('./analyze-series.ts');
      const found = new Map<Episode, Attribution>();
      for (const { appId, primary } of findings) {
        const watch = insights
          ?.find((one) => one.appId === appId)
          ?.watches.find(({ metric }) => metric === primary.metric);
        const own = datas.filter(
          ({ subject }) => subject.appId === appId && subject.metric === primary.metric,
        );
        const segments = own.map(({ subject, series: column }) => ({
          filter: { os: subject.os, terminal: subject.terminal },
          series: column,
        }));
        const attribution = watch && (await findWho(primary, watch, segments, pause));
        if (attribution) found.set(primary, attribution);
      }
      if (isWanted) setCarriers(found);
    };
    // Without its code nobody can say, and the page says the rest.
    look().catch(() => {
      if (isWanted) setCarriers(new Map(leads.map((lead) => [lead, { kind: 'unknown' }])));
    });
    return () => {
      isWanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- series and leads stand for the data and the findings
  }, [series, leads, isHere]);
  return useMemo(
    () => new Map([...attributions].filter(([lead]) => leads.includes(lead))),
    [attributions, leads],
  );
}

const NONE: Attributions = new Map();

function subjectsOf(
  { findings, view }: AttributionOptions,
  parts: readonly SegmentFilter[],
): Subject[] {
  const wanted = findings.flatMap(({ appId, primary: { metric } }) =>
    parts.map((filter): Subject => ({
      appId,
      metric,
      ...filter,
      ...(view.channelId !== undefined && { channelId: view.channelId }),
    })),
  );
  return [...new Map(wanted.map((subject) => [subjectKey(subject), subject])).values()];
}
