import { useCallback, useMemo, useState } from 'react';
import type { Episode } from '../../../anomaly/detect-episodes.ts';
import type { ChartAnnotations } from '../../../chart/chart-types.ts';
import { METRICS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import type { Millis, Span } from '../../../contract/domain/time.ts';
import type { WindowQueryDeps } from '../../../query/queries/window-query.ts';
import type { EpisodeKey, View } from '../../../view/view.ts';
import type { DashboardData } from '../../model/dashboard-data.ts';
import type { ChangeKind } from '../../state/url-state.ts';
import { zoomView } from '../../state/use-zoom.ts';
import {
  MAX_FINDINGS,
  findDetection,
  listFindings,
  matchesEpisodeKey,
  padSpan,
  toEpisodeKey,
} from './insights.ts';
import type { AnalyzedLine, AppFinding, Insights } from './insights.ts';
import { useAttributions } from './use-attribution.ts';
import type { Attributions } from './use-attribution.ts';
import { useInsights } from './use-insights.ts';

export interface PageInsightsOptions {
  deps: WindowQueryDeps;
  view: View;
  setView: (view: View, kind: ChangeKind) => void;
  displayed: DashboardData;
  isRefreshing: boolean;
  settleMs: Millis;
  goalOf: (metric: Metric) => number;
  /** Returns the link to `view` with a fixed range. */
  linkTo: (view: View, range: Span) => string;
}

export interface PageInsights {
  insights: Insights | undefined;
  findings: readonly AppFinding[];
  visibleFindings: readonly AppFinding[];
  attributions: Attributions;
  /** Findings whose attribution has been requested. */
  requestedFindings: readonly AppFinding[];
  requestAttribution: (finding: AppFinding) => void;
  /** Returns the same object until its content changes. */
  annotationsOf: (metric: Metric) => ChartAnnotations;
  isSelected: (episode: Episode, appId: string) => boolean;
  linkTo: (episode: Episode, appId: string) => string;
  zoomTo: (episode: Episode, appId: string) => void;
  dismiss: (finding: AppFinding) => void;
  restore: () => void;
}

export function usePageInsights(options: PageInsightsOptions): PageInsights {
  const { view, setView, displayed } = options;
  const range = displayed.range.span;
  const { hasFailedWindows, ...analysis } = selectReferenceLines(options);
  const insights = useInsights(analysis);
  const findings = useMemo(() => (insights ? listFindings(insights) : []), [insights]);
  const visibleFindings = findings.filter(
    (finding) => !view.dismissed.some((key) => isFindingOf(key, finding)),
  );
  const [requestedKeys, setRequestedKeys] = useState<readonly EpisodeKey[]>([]);
  const headlineFindings = visibleFindings.slice(0, MAX_FINDINGS);
  const requestedFindings = findings.filter(
    (finding) =>
      requestedKeys.some((key) => isFindingOf(key, finding)) ||
      // While the upstream fails, only explicit requests add load.
      (!hasFailedWindows &&
        (headlineFindings.includes(finding) || isFindingOf(view.episode, finding))),
  );
  const attributions = useAttributions({
    deps: options.deps,
    view: displayed.view,
    range,
    settleMs: options.settleMs,
    insights,
    findings: requestedFindings,
  });
  const annotationsOf = useAnnotations(insights, view);
  const viewEpisode = (episode: Episode, appId: string): View => ({
    ...zoomView({ ...view, metric: episode.metric }, range, padSpan(episode, 0.5)),
    episode: toEpisodeKey(episode, appId, view.apps),
  });
  const toFindingKey = ({ primary, appId }: AppFinding) => toEpisodeKey(primary, appId, view.apps);
  return {
    insights,
    findings,
    visibleFindings,
    attributions,
    requestedFindings,
    requestAttribution: (finding) => setRequestedKeys([...requestedKeys, toFindingKey(finding)]),
    annotationsOf,
    isSelected: (episode, appId) =>
      view.episode !== undefined && matchesEpisodeKey(view.episode, episode, appId),
    linkTo: (episode, appId) => options.linkTo(viewEpisode(episode, appId), range),
    zoomTo: (episode, appId) => setView(viewEpisode(episode, appId), 'push'),
    dismiss: (finding) =>
      setView({ ...view, dismissed: [...view.dismissed, toFindingKey(finding)] }, 'push'),
    restore: () => setView({ ...view, dismissed: [] }, 'push'),
  };
}

function isFindingOf(key: EpisodeKey | undefined, { primary, appId }: AppFinding): boolean {
  return key !== undefined && matchesEpisodeKey(key, primary, appId);
}

// One line per app and metric: the whole app under the current filters.
function selectReferenceLines({ displayed, isRefreshing, goalOf }: PageInsightsOptions) {
  const { os, terminal, channelId, apps, range } = displayed.view;
  const references = METRICS.flatMap((metric) =>
    displayed.lines[metric].filter(
      ({ segment: { subject } }) => subject.os === os && subject.terminal === terminal,
    ),
  );
  const windows = references.flatMap(({ data }) => data.windows);
  return {
    lines: references.map(({ data: { subject, series } }): AnalyzedLine => ({
      subject,
      series,
      goal: goalOf(subject.metric),
    })),
    isComplete:
      !isRefreshing && references.length > 0 && windows.every(({ status }) => status !== 'loading'),
    hasFailedWindows: windows.some(({ status }) => status === 'failed'),
    subjectsKey: JSON.stringify([apps, os, terminal, channelId, range]),
  };
}

const NO_ANNOTATIONS: ChartAnnotations = { episodes: [], notes: [], ab: [] };

function useAnnotations(insights: Insights | undefined, view: View) {
  const { episode: selected, notes, ab, band } = view;
  const annotations = useMemo(
    () =>
      new Map(
        METRICS.map((metric): [Metric, ChartAnnotations] => [
          metric,
          {
            episodes: listEpisodeMarks(insights, metric, selected),
            notes,
            ab: [
              ...(ab?.a ? [{ ...ab.a, letter: 'A' }] : []),
              ...(ab?.b ? [{ ...ab.b, letter: 'B' }] : []),
            ],
            band: band ? findBand(insights, metric) : undefined,
          },
        ]),
      ),
    [insights, selected, notes, ab, band],
  );
  return useCallback((metric: Metric) => annotations.get(metric) ?? NO_ANNOTATIONS, [annotations]);
}

function listEpisodeMarks(
  insights: Insights | undefined,
  metric: Metric,
  selected: EpisodeKey | undefined,
): ChartAnnotations['episodes'] {
  return (insights ?? []).flatMap(({ appId, detections }) =>
    detections
      .filter((detection) => detection.metric === metric)
      .flatMap(({ episodes }) => episodes)
      .map((episode) => ({
        begin: episode.begin,
        end: episode.end,
        selected: selected !== undefined && matchesEpisodeKey(selected, episode, appId),
      })),
  );
}

// With several apps, the band would cover the lines of the others.
function findBand(insights: Insights | undefined, metric: Metric): ChartAnnotations['band'] {
  const [app, ...others] = insights ?? [];
  if (!app || others.length > 0) return undefined;
  const band = app.bands[metric];
  const series = findDetection(insights, app.appId, metric)?.series;
  if (!band || !series) return undefined;
  return { begin: series.begin, step: series.step, low: band.low, high: band.high };
}
