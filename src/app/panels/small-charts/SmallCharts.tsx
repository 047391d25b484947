// Below the main chart: every other metric, or the main one segment by segment, on one time axis.
import { useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { chartBoxStyle } from '../../../chart/chart-size.ts';
import type { ChartHeight } from '../../../chart/chart-size.ts';
import type { ChartLine } from '../../../chart/chart-types.ts';
import { lazyChart } from '../shared/lazy-chart.tsx';
import { useSize } from '../../../chart/use-size.ts';
import type { Size } from '../../../chart/use-size.ts';
import { METRICS } from '../../../contract/domain/metrics.ts';
import type { Metric } from '../../../contract/domain/metrics.ts';
import { PANELS } from '../../../view/view.ts';
import { ChartMenu } from '../shared/ChartMenu.tsx';
import { nameSegment, useChartLines } from '../../model/use-chart-lines.ts';
import { useChartText } from '../../model/use-chart-text.ts';
import { describeChart } from '../../model/describe-chart.ts';
import { SmallChartsPanel } from './SmallChartsPanel.tsx';
import type { PanelContext } from '../../dashboard/panel-context.ts';
import styles from './SmallCharts.module.css';
import { DeferredRender } from '../../ui/deferred/DeferredRender.tsx';
import { withDeferredProps } from '../../ui/deferred/with-deferred-props.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { useTranslator } from '../../i18n/use-translator.ts';

/** The main chart does not wait for them; what stands around each is up to date at once. */
const FollowingChart = withDeferredProps(lazyChart.Component);

/** Of a chart, in pixels: beside panels that are higher they share what there is. */
const LEAST = { least: 118 };
/** Of the last one, which has the time axis for all. */
const LEAST_WITH_AXIS = { least: LEAST.least + 26 };

/** The small charts and the choice of what they show. */
export function SmallCharts(props: PanelContext) {
  const { view, onChange, displayed } = props;
  const { t } = useTranslator();
  const bySegment = view.panels === 'segments';
  return (
    <SmallChartsPanel
      title={
        bySegment
          ? t('small.title.segments', { metric: t(`metric.${displayed.view.metric}`) })
          : t('small.title.metrics')
      }
      bare={view.viewMode !== undefined}
      tools={
        view.viewMode === undefined && (
          <SegmentedControl
            label={t('small.show')}
            hideLabel
            value={view.panels}
            options={PANELS.map((panels) => ({ value: panels, label: t(`small.${panels}`) }))}
            onChange={(panels) => onChange({ ...view, panels }, 'push')}
          />
        )
      }
    >
      {bySegment ? <BySegment {...props} /> : <ByMetric {...props} />}
    </SmallChartsPanel>
  );
}

function ByMetric(props: PanelContext) {
  const { t } = useTranslator();
  const { view } = props.displayed;
  const others = METRICS.filter((metric) => metric !== view.metric);
  const lines = props.displayed.lines[view.metric];
  // Empty charts would say that nothing was measured.
  if (lines.length > 0 && lines.every(({ segment }) => props.view.hidden.includes(segment.key)))
    return <p>{t('plot.allHidden')}</p>;
  return others.map((metric, i) => (
    <MetricChart
      key={metric}
      {...props}
      metric={metric}
      name={t(`metric.${metric}`)}
      isLast={i === others.length - 1}
      onFocus={
        props.view.viewMode === undefined
          ? () => props.onChange({ ...props.view, metric }, 'push')
          : undefined
      }
    />
  ));
}

function FocusButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslator();
  return (
    <button type="button" title={t('small.focus', { metric: name })} onClick={onClick}>
      {name}
    </button>
  );
}

function BySegment(props: PanelContext) {
  const translator = useTranslator();
  const { metric, apps } = props.displayed.view;
  const { length } = props.displayed.lines[metric];
  if (length < 2) return <p>{translator.t('small.noSplit')}</p>;
  const names = apps.map(props.nameApp);
  return props.displayed.lines[metric].map(({ segment }, i) => (
    <MetricChart
      key={segment.key}
      {...props}
      metric={metric}
      only={segment.key}
      name={nameSegment(segment, apps, names, translator)}
      isLast={i === length - 1}
    />
  ));
}

interface MetricChartProps extends PanelContext {
  metric: Metric;
  /** The key of the one line this chart is about; the others stand back. Left out: all of them. */
  only?: string;
  name: string;
  /** Its time axis stands for those above it. */
  isLast: boolean;
  /** Makes it the main one; left out where it is already, or nothing can be pressed. */
  onFocus?: (() => void) | undefined;
}

/**
 * On a page that waits for its first data the main chart goes before these. Where all comes at once it
 * would gain a moment by that, and the page lose a few. Their place is measured while they wait.
 */
function MetricChart(props: MetricChartProps) {
  const { isInitialLoad, isSettled } = props;
  const [isNow] = useState(!isInitialLoad);
  const [ref, size] = useSize();
  const empty = (
    <Panel {...props}>
      <div ref={ref} style={chartBoxStyle(heightOf(props))} />
    </Panel>
  );
  return (
    <DeferredRender immediate={isNow || isSettled} enabled={!isInitialLoad} placeholder={empty}>
      <SmallChart {...props} expectedSize={size.width > 0 ? size : undefined} />
    </DeferredRender>
  );
}

interface PanelProps extends Pick<MetricChartProps, 'name' | 'onFocus'> {
  menu?: ReactNode;
  children: ReactNode;
}

function Panel({ name, onFocus, menu, children }: PanelProps) {
  return (
    <section aria-label={name}>
      <div className={styles.head}>
        <h3>{onFocus ? <FocusButton name={name} onClick={onFocus} /> : name}</h3>
        {menu}
      </div>
      {children}
    </section>
  );
}

function heightOf({ view, isLast }: MetricChartProps): ChartHeight {
  if (view.viewMode !== undefined) return 'fill';
  return isLast ? LEAST_WITH_AXIS : LEAST;
}

function SmallChart(props: MetricChartProps & { expectedSize: Size | undefined }) {
  const { metric, only, name, isLast, view, displayed, getLineStats, goalOf, zoom } = props;
  const translator = useTranslator();
  const format = useFormat();
  const goal = goalOf(metric);
  const lines = displayed.lines[metric];
  const stats = lines.map((line) => getLineStats(line, displayed, goal));
  const all = useChartLines({
    lines,
    stats,
    apps: displayed.view.apps,
    nameApp: props.nameApp,
    hidden: only === undefined ? view.hidden : NONE,
  });
  const drawn = useMemo(() => bringForward(all, only), [all, only]);
  const texts = useChartText(metric, goal);
  const describe = () => {
    const series = all.flatMap((line, i) => {
      const of = stats[i];
      const isMeant = only === undefined ? !line.hidden : line.key === only;
      return of && isMeant ? [{ name: line.label, ...of }] : [];
    });
    return describeChart({ metric, span: displayed.span, goal, series }, translator, format);
  };
  // In the order they are drawn in, so that the one it is about comes first.
  const take = () =>
    drawn.flatMap(({ key, label, color, comparisonSeries: compared, hidden = false }) => {
      const of = stats[all.findIndex((line) => line.key === key)];
      return of && !hidden ? [{ key, name: label, color, ...of, series: of.seen, compared }] : [];
    });
  // Figures of fifteen lines that nobody sees: the chart need not wait for them.
  const isDrawn = useDeferredValue(true, false);
  const drawing = {
    lines: drawn,
    span: displayed.span,
    metric,
    goal,
    zone: props.zone,
    locale: translator.locale,
    zeroBased: view.fromZero,
    format: texts.format,
    text: texts.text,
    comparison: props.comparisonOf(metric),
    annotations: props.annotationsOf(metric),
  };
  const menu = isDrawn && view.viewMode === undefined && !props.isInitialLoad && (
    <ChartMenu
      context={props}
      metric={metric}
      lines={take()}
      drawing={drawing}
      name={name}
      only={only}
    />
  );
  return (
    <Panel {...props} menu={menu}>
      <FollowingChart
        {...drawing}
        size="small"
        expectedSize={props.expectedSize}
        height={heightOf(props)}
        showTimeAxis={isLast}
        busy={props.refreshing}
        crosshair={props.crosshair}
        label={name}
        description={isDrawn ? describe() : ''}
        zoom={zoom}
      />
    </Panel>
  );
}

const NONE: readonly string[] = [];

/** The line called `key` in front and alone compared, the others behind it; all as they are without a key. */
function bringForward(lines: readonly ChartLine[], key: string | undefined): readonly ChartLine[] {
  if (key === undefined) return lines;
  const one = lines.find((line) => line.key === key);
  const others = lines.filter((line) => line !== one);
  return [
    ...(one ? [one] : []),
    ...others.map((line) => ({ ...line, comparisonSeries: undefined, faint: true })),
  ];
}
