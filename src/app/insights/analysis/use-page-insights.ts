// What the page shows -> what it sees in it: findings, who carries them, and the marks on the charts.
import { useCallback, useMemo, useState } from 'react';
import type { ChartAnnotations } from '../../../chart/chart-types.ts';
import { METRICS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { HOUR } from '../../../contract/domain/time.ts';
import type { Span } from '../../../contract/domain/time.ts';
import type { WindowQueryDeps } from '../../../query/queries/window-query.ts';
import type { EpisodeKey, View } from '../../../view/view.ts';
import type { ChangeKind } from '../../state/url-state.ts';
import type { DashboardData } from '../../model/dashboard-data.ts';
import { zoomView } from '../../state/use-zoom.ts';
import type { Episode } from '../../../anomaly/detect-episodes.ts';
import { MAX_FINDINGS, allFindings, isNamed, keyOfEpisode } from './insights.ts';
import type { AppFinding, Insights, AnalyzedLine } from './insights.ts';
import { useAttributions } from './use-attribution.ts';
import type { Attributions } from './use-attribution.ts';
import { useInsights } from './use-insights.ts';

export interface PageInsightsOptions {
  deps: WindowQueryDeps;
  view: View;
  set: (view: View, how: ChangeKind) => void;
  shown: DashboardData;
  refreshing: boolean;
  settleMs: number;
  goalOf: (metric: Metric) => number;
  /** The address that shows `view` over these very times. */
  linkTo: (view: View, range: Span) => string;
}

export interface PageInsights {
  /** Undefined until somebody has looked. */
  insights: Insights | undefined;
  findings: readonly AppFinding[];
  /** Those not put aside. */
  open: readonly AppFinding[];
  attributions: Attributions;
  /** Those of which it is being looked, or was, who was hit. */
  asked: readonly AppFinding[];
  askWho: (finding: AppFinding) => void;
  /** The same object until something in it changes. */
  marksOf: (metric: Metric) => ChartAnnotations;
  isSelected: (episode: Episode, appId: string) => boolean;
  linkTo: (episode: Episode, appId: string) => string;
  zoomTo: (episode: Episode, appId: string) => void;
  dismiss: (finding: AppFinding) => void;
  restore: () => void;
}

/** Looks at what is shown, once it is all there. */
export function usePageInsights(options: PageInsightsOptions): PageInsights {
  const { view, set, shown } = options;
  const range = shown.range.span;
  const { lines, isWhole, hasFailed, of } = readLines(options);
  const insights = useInsights({ lines, isWhole, of });
  const findings = useMemo(() => (insights ? allFindings(insights) : []), [insights]);
  const isDismissed = ({ primary, appId }: AppFinding) =>
    view.dismissed.some((key) => isNamed(key, primary, appId));
  const open = findings.filter((finding) => !isDismissed(finding));
  const [asked, setAsked] = useState<readonly EpisodeKey[]>([]);
  const shownFirst = open.slice(0, MAX_FINDINGS);
  const wanted = findings.filter(
    (finding) =>
      asked.some((key) => isNamed(key, finding.primary, finding.appId)) ||
      // An upstream in trouble is not asked for what nobody asked for.
      (!hasFailed && (shownFirst.includes(finding) || isLookedAt(finding, view))),
  );
  const attributions = useAttributions({
    deps: options.deps,
    view: shown.view,
    range,
    settleMs: options.settleMs,
    insights,
    findings: wanted,
  });
  const { episode: selected, notes, ab, band } = view;
  const marks = useMemo(
    () =>
      new Map(
        METRICS.map((metric): [Metric, ChartAnnotations] => [
          metric,
          {
            episodes: (insights ?? []).flatMap(({ appId, watches }) =>
              watches
                .filter((watch) => watch.metric === metric)
                .flatMap((watch) => watch.episodes)
                .map((episode) => ({
                  begin: episode.begin,
                  end: episode.end,
                  selected: selected !== undefined && isNamed(selected, episode, appId),
                })),
            ),
            notes,
            ab: [
              ...(ab?.a ? [{ ...ab.a, letter: 'A' }] : []),
              ...(ab?.b ? [{ ...ab.b, letter: 'B' }] : []),
            ],
            band: band ? bandOf(insights, metric) : undefined,
          },
        ]),
      ),
    [insights, selected, notes, ab, band],
  );
  const marksOf = useCallback((metric: Metric) => marks.get(metric) ?? NO_MARKS, [marks]);
  const at = (episode: Episode, appId: string): View => ({
    ...zoomView({ ...view, metric: episode.metric }, range, around(episode)),
    episode: keyOfEpisode(episode, appId, view.apps),
  });
  const keyOf = ({ primary, appId }: AppFinding): EpisodeKey =>
    keyOfEpisode(primary, appId, view.apps);
  return {
    insights,
    findings,
    open,
    attributions,
    asked: wanted,
    askWho: (finding) => setAsked([...asked, keyOf(finding)]),
    marksOf,
    isSelected: (episode, appId) =>
      view.episode !== undefined && isNamed(view.episode, episode, appId),
    linkTo: (episode, appId) => options.linkTo(at(episode, appId), range),
    zoomTo: (episode, appId) => set(at(episode, appId), 'push'),
    dismiss: (finding) => set({ ...view, dismissed: [...view.dismissed, keyOf(finding)] }, 'push'),
    restore: () => set({ ...view, dismissed: [] }, 'push'),
  };
}

/** The reference of every app in every metric, and whether all there will be of them is here. */
function readLines({ shown, refreshing, goalOf }: PageInsightsOptions) {
  const { os, terminal, channelId, apps, range } = shown.view;
  const references = METRICS.flatMap((metric) =>
    shown.lines[metric].filter(
      ({ segment: { subject } }) => subject.os === os && subject.terminal === terminal,
    ),
  );
  return {
    lines: references.map(({ data }): AnalyzedLine => ({
      subject: data.subject,
      series: data.series,
      goal: goalOf(data.subject.metric),
    })),
    isWhole:
      !refreshing &&
      references.length > 0 &&
      references.every(({ data }) => data.windows.every(({ status }) => status !== 'loading')),
    hasFailed: references.some(({ data }) =>
      data.windows.some(({ status }) => status === 'failed'),
    ),
    of: JSON.stringify([apps, os, terminal, channelId, range]),
  };
}

const NO_MARKS: ChartAnnotations = { episodes: [], notes: [], ab: [] };

function isLookedAt({ primary, appId }: AppFinding, { episode }: View): boolean {
  return episode !== undefined && isNamed(episode, primary, appId);
}

/** The band of the one app there is; of several it would lie over the others' lines. */
function bandOf(insights: Insights | undefined, metric: Metric): ChartAnnotations['band'] {
  const [only, ...others] = insights ?? [];
  const band = only?.bands[metric];
  const series = only?.watches.find((watch) => watch.metric === metric)?.series;
  if (!band || !series || others.length > 0) return undefined;
  return { begin: series.begin, step: series.step, low: band.low, high: band.high };
}

/** An episode with half as much before and after it, and an hour at least. */
function around({ begin, end }: Span): Span {
  const rim = Math.max(HOUR, (end - begin) / 2);
  return { begin: begin - rim, end: end + rim };
}
