import { useCallback, useMemo, useState } from 'react';
import type { ChartLine } from '../chart/chart-line.ts';
import { seriesColor } from '../chart/colors.ts';
import type { CrosshairStore } from '../chart/crosshair.ts';
import { TimeChart } from '../chart/TimeChart.tsx';
import { METRIC_FACTS } from '../contract/metrics.ts';
import type { Segment } from '../contract/segment.ts';
import type { Span } from '../contract/time.ts';
import { STEP } from '../contract/time.ts';
import type { View } from '../view/view.ts';
import { SplitPicker } from './controls/SplitPicker.tsx';
import { ChartPanel } from './dashboard/ChartPanel.tsx';
import type { PageBlock } from './dashboard/choose-page-state.ts';
import { CoverageStrip } from './dashboard/CoverageStrip.tsx';
import { createChartFormat, createChartWords } from './dashboard/chart-words.ts';
import { describeChart } from './dashboard/describe-chart.ts';
import { LegendTable } from './dashboard/LegendTable.tsx';
import { PageState } from './dashboard/PageState.tsx';
import type { PageStateProps } from './dashboard/PageState.tsx';
import type { ChangeKind } from './state/url-state.ts';
import type { ReadFigures } from './use-figures.ts';
import type { PageData } from './use-page-data.ts';
import { useFormat } from './words/format.ts';
import { useWords } from './words/words.ts';

export interface MainPanelProps {
  view: View;
  onChange: (view: View, how: ChangeKind) => void;
  /** What is drawn: of `view`, or of the view before while this one loads. */
  shown: PageData;
  refreshing: boolean;
  /** What stands in the chart's place; null where there is a chart. */
  block: PageBlock | null;
  /** In the unit of the drawn metric. */
  goal: number;
  readFigures: ReadFigures;
  /** What an app is called, for charts of several. */
  nameApp: (appId: string) => string;
  crosshair: CrosshairStore;
  zone: string;
  actions: Omit<PageStateProps, 'state'>;
  /** Asks again for these UTC days. */
  onRetryDays: (windows: Span[]) => void;
}

/** Of the chart with its axes, in pixels. */
const CHART_HEIGHT = 330;

/** The main metric: its chart, its figures, and what of it is here. */
export function MainPanel(props: MainPanelProps) {
  const { view, onChange, shown, refreshing, block, goal, readFigures, nameApp } = props;
  const words = useWords();
  const format = useFormat();
  const [fromZero, setFromZero] = useState(false);
  const { metric } = shown.view;
  const { span } = shown.range;
  const hidden = view.hidden;
  const nameSegment = useCallback(
    ({ id, subject }: Segment, severalApps: boolean) => {
      const name = words.t(`segment.${id}`);
      return severalApps
        ? words.t('segment.ofApp', { app: nameApp(subject.appId), segment: name })
        : name;
    },
    [words, nameApp],
  );
  const lines = useMemo(
    () =>
      shown.lines.map(({ segment, data }): ChartLine => ({
        key: segment.key,
        label: nameSegment(segment, shown.view.apps.length > 1),
        color: seriesColor(segment.id, shown.view.apps.indexOf(segment.subject.appId)),
        series: data.series,
        hidden: hidden.includes(segment.key),
      })),
    [shown.lines, shown.view.apps, nameSegment, hidden],
  );
  const rows = shown.lines.map(({ data }, i) => ({
    key: lines[i]?.key ?? '',
    name: lines[i]?.label ?? '',
    color: lines[i]?.color ?? '',
    figures: readFigures(data, goal),
    summary: data.summary,
  }));
  const chartFormat = useMemo(() => createChartFormat(metric, format), [metric, format]);
  const chartWords = useMemo(
    () => createChartWords(metric, goal, words, format),
    [metric, goal, words, format],
  );
  const summary = describeChart(
    { metric, span, goal, series: rows.filter((row) => !hidden.includes(row.key)) },
    words,
    format,
  );
  const setGoal = (value: number | null) => {
    const { [metric]: _old, ...others } = view.goals;
    onChange({ ...view, goals: value === null ? others : { ...others, [metric]: value } }, 'push');
  };

  return (
    <ChartPanel
      metric={metric}
      points={Math.round((span.end - span.begin) / STEP)}
      goal={goal}
      defaultGoal={METRIC_FACTS[metric].goal}
      onGoalChange={setGoal}
      fromZero={fromZero}
      onFromZeroChange={setFromZero}
      refreshing={refreshing && block === null}
      chart={
        block ? (
          <PageState state={block} {...props.actions} />
        ) : (
          <TimeChart
            lines={lines}
            span={span}
            metric={metric}
            goal={goal}
            zone={props.zone}
            locale={words.locale}
            height={CHART_HEIGHT}
            zeroBased={fromZero}
            busy={refreshing}
            format={chartFormat}
            words={chartWords}
            crosshair={props.crosshair}
            label={words.t(`metric.${metric}`)}
            description={summary}
          />
        )
      }
      footer={
        block?.kind !== 'noApp' && (
          <>
            <CoverageStrip
              datas={shown.lines.map(({ data }) => data)}
              span={span}
              onRetry={props.onRetryDays}
            />
            <LegendTable
              metric={metric}
              goal={goal}
              span={span}
              rows={rows}
              hidden={hidden}
              onHiddenChange={(next) => onChange({ ...view, hidden: next }, 'push')}
              refreshing={refreshing}
            />
          </>
        )
      }
    >
      <SplitPicker view={view} onChange={onChange} />
    </ChartPanel>
  );
}
