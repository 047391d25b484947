import type { ReactNode } from 'react';
import { OverviewBrush } from '../../../chart/overview/OverviewBrush.tsx';
import { lazyChart } from '../shared/lazy-chart.tsx';
import { METRIC_FACTS } from '../../../contract/domain/metrics.ts';
import type { Span } from '../../../contract/domain/time.ts';
import { STEP } from '../../../contract/domain/time.ts';
import { ChartMenu } from '../shared/ChartMenu.tsx';
import { useChartLines } from '../../model/use-chart-lines.ts';
import { SplitPicker } from '../../controls/filters/SplitPicker.tsx';
import { ChartPanel } from './ChartPanel.tsx';
import { useChartText } from '../../model/use-chart-text.ts';
import type { StandingBlock } from '../../model/choose-page-state.ts';
import { CoverageStrip } from './coverage/CoverageStrip.tsx';
import { describeChart } from '../../model/describe-chart.ts';
import { CompactKey } from './CompactKey.tsx';
import { LegendTable } from './legend/LegendTable.tsx';
import { LoadingChart } from '../shared/LoadingChart.tsx';
import { PageState } from './PageState.tsx';
import type { PageStateProps } from './PageState.tsx';
import { ZoomBar } from './ZoomBar.tsx';
import styles from './MainChart.module.css';
import type { ChartAction } from '../../export/chart-action.ts';
import type { PanelContext } from '../../dashboard/panel-context.ts';
import { Button } from '../../ui/Button.tsx';
import { DeferredRender } from '../../ui/deferred/DeferredRender.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';

export interface MainChartProps extends PanelContext {
  /** What stands in the chart's place; null where there is a chart. */
  block: StandingBlock | null;
  actions: Omit<PageStateProps, 'state'>;
  /** What else can be done with the chart, in its menu. */
  chartActions: readonly ChartAction[];
  /** Above the chart. */
  above?: ReactNode;
  /** Asks again for these UTC days. */
  onRetryDays: (windows: Span[]) => void;
}

/** Of the chart with its axes, in pixels; in a frame it fills what is left of it. */
const CHART_HEIGHT = 330;

/** The main metric: its chart, its figures, and what of it is here. */
export function MainChart(props: MainChartProps) {
  const {
    view,
    onChange,
    displayed,
    refreshing,
    isInitialLoad,
    block,
    getLineStats,
    goalOf,
    zoom,
  } = props;
  const translator = useTranslator();
  const format = useFormat();
  const { metric, apps } = displayed.view;
  const { span } = displayed;
  const { hidden } = view;
  const goal = goalOf(metric);
  const compare = props.comparisonOf(metric);
  const all = displayed.lines[metric];
  const stats = all.map((line) => getLineStats(line, displayed, goal));
  const lines = useChartLines({ lines: all, stats, apps, nameApp: props.nameApp, hidden });
  const rows = lines.flatMap(({ key, label, color }, i) => {
    const of = stats[i];
    return of ? [{ key, name: label, color, ...of, series: of.seen }] : [];
  });
  const texts = useChartText(metric, goal);
  const summary = describeChart(
    { metric, span, goal, series: rows.filter((row) => !hidden.includes(row.key)) },
    translator,
    format,
  );
  const drawing = {
    lines,
    span,
    metric,
    goal,
    zone: props.zone,
    locale: translator.locale,
    zeroBased: view.fromZero,
    format: texts.format,
    text: texts.text,
    comparison: compare,
    annotations: props.annotationsOf(metric),
  };
  const drawn = { metric, lines, span, what: compare?.label };
  const setGoal = (value: number | null) => {
    const { [metric]: _old, ...others } = view.goals;
    onChange({ ...view, goals: value === null ? others : { ...others, [metric]: value } }, 'push');
  };
  const [reference] = lines;
  const isFramed = view.viewMode !== undefined;
  const isZoomed =
    span.begin !== displayed.range.span.begin || span.end !== displayed.range.span.end;

  return (
    <ChartPanel
      metric={metric}
      points={Math.round((span.end - span.begin) / STEP)}
      goal={goal}
      defaultGoal={METRIC_FACTS[metric].goal}
      onGoalChange={setGoal}
      fromZero={view.fromZero}
      onFromZeroChange={(fromZero) => onChange({ ...view, fromZero }, 'push')}
      refreshing={refreshing && block === null}
      bare={isFramed}
      menu={
        block === null &&
        !isInitialLoad && (
          <ChartMenu
            context={props}
            metric={metric}
            lines={rows.filter((row) => !hidden.includes(row.key))}
            drawing={drawing}
            actions={props.chartActions}
          />
        )
      }
      chart={
        block ? (
          <PageState state={block} {...props.actions} />
        ) : (
          <DeferredRender immediate={!isInitialLoad} placeholder={<LoadingChart />}>
            {isInitialLoad && (
              <output className="visually-hidden">{translator.t('state.loading')}</output>
            )}
            {props.above}
            <lazyChart.Component
              {...drawing}
              height={isFramed ? 'fill' : CHART_HEIGHT}
              busy={refreshing}
              crosshair={props.crosshair}
              isMain
              label={translator.t(`metric.${metric}`)}
              description={summary}
              zoom={zoom}
            />
            {!isFramed && reference && (
              <OverviewBrush
                series={reference.series}
                color={reference.color}
                metric={metric}
                span={displayed.range.span}
                zoom={isZoomed ? span : undefined}
                onChange={zoom.onBrush}
                writeTime={format.dayTime}
                labels={{
                  overview: translator.t('zoom.overview'),
                  begin: translator.t('zoom.begin'),
                  end: translator.t('zoom.end'),
                }}
              />
            )}
            {lines.length > 0 && lines.every((line) => line.hidden) && (
              <p className={styles.hidden}>
                {translator.t('plot.allHidden')}
                <Button onClick={() => onChange({ ...view, hidden: [] }, 'push')}>
                  {translator.t('plot.showAll')}
                </Button>
              </p>
            )}
            {isZoomed && !isFramed && (
              <ZoomBar span={span} range={displayed.range.span} zooming={zoom} />
            )}
          </DeferredRender>
        )
      }
      footer={
        block?.kind !== 'noApp' && (
          <>
            {!isFramed && (
              <CoverageStrip
                datas={all.map(({ data }) => data)}
                span={displayed.range.span}
                chart={drawn}
                onRetry={props.onRetryDays}
              />
            )}
            <LegendTable
              metric={metric}
              goal={goal}
              span={span}
              rows={rows}
              what={compare?.label}
              compact={isFramed}
              fixed={view.viewMode === 'kiosk'}
              hidden={hidden}
              // A wall screen has nobody who presses anything.
              onHiddenChange={
                view.viewMode === 'kiosk'
                  ? undefined
                  : (next) => onChange({ ...view, hidden: next }, 'push')
              }
              onRetry={props.actions.onRetry}
              refreshing={refreshing}
            >
              {isFramed && block === null && <CompactKey {...drawn} />}
            </LegendTable>
          </>
        )
      }
    >
      <SplitPicker view={view} onChange={onChange} />
    </ChartPanel>
  );
}
