import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { chartBoxStyle } from '../../../chart/chart-size.ts';
import type { ChartHeight } from '../../../chart/chart-size.ts';
import { useSize } from '../../../chart/use-size.ts';
import type { Size } from '../../../chart/use-size.ts';
import { useData } from '../../contexts/data-context.ts';
import { useView } from '../../contexts/view-context.ts';
import { useTranslator } from '../../i18n/use-translator.ts';
import { DeferredRender } from '../../ui/deferred/DeferredRender.tsx';
import { withDeferredProps } from '../../ui/deferred/with-deferred-props.tsx';
import { ChartMenu } from '../shared/ChartMenu.tsx';
import { lazyChart } from '../shared/lazy-chart.tsx';
import { useChartModel } from '../shared/use-chart-model.ts';
import type { ChartModelOptions } from '../shared/use-chart-model.ts';
import styles from './SmallCharts.module.css';

const DeferredChart = withDeferredProps(lazyChart.Component);

/** In pixels. */
const MIN_HEIGHT = 118;
const TIME_AXIS_HEIGHT = 26;

export interface SmallChartProps extends ChartModelOptions {
  name: string;
  isLast: boolean;
  onFocus?: (() => void) | undefined;
}

/** During the initial load it is drawn after the main chart. */
export function SmallChart(props: SmallChartProps) {
  const { isInitialLoad, isSettled } = useData();
  const isFramed = useView().requestedView.viewMode !== undefined;
  const [isLoadedOnMount] = useState(!isInitialLoad);
  const [ref, size] = useSize();
  const height = heightOf(isFramed, props.isLast);
  const placeholder = (
    <Panel {...props}>
      <div ref={ref} style={chartBoxStyle(height)} />
    </Panel>
  );
  return (
    <DeferredRender
      immediate={isLoadedOnMount || isSettled}
      enabled={!isInitialLoad}
      placeholder={placeholder}
    >
      <LoadedChart
        {...props}
        height={height}
        hasMenu={!isFramed && !isInitialLoad}
        expectedSize={size.width > 0 ? size : undefined}
      />
    </DeferredRender>
  );
}

interface LoadedChartProps extends SmallChartProps {
  height: ChartHeight;
  hasMenu: boolean;
  expectedSize: Size | undefined;
}

function LoadedChart({ height, hasMenu, expectedSize, ...props }: LoadedChartProps) {
  const { name, isLast } = props;
  const model = useChartModel(props);
  // Menu and description need statistics, so they follow the drawing.
  const isDrawn = useDeferredValue(true, false);
  const menu = isDrawn && hasMenu && <ChartMenu model={model} name={name} />;
  return (
    <Panel {...props} menu={menu}>
      <DeferredChart
        {...model.chartProps}
        size="small"
        expectedSize={expectedSize}
        height={height}
        showTimeAxis={isLast}
        label={name}
        description={isDrawn ? model.describe() : ''}
      />
    </Panel>
  );
}

interface PanelProps extends Pick<SmallChartProps, 'name' | 'onFocus'> {
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

function FocusButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useTranslator();
  return (
    <button type="button" title={t('small.focus', { metric: name })} onClick={onClick}>
      {name}
    </button>
  );
}

function heightOf(isFramed: boolean, isLast: boolean): ChartHeight {
  if (isFramed) return 'fill';
  return isLast ? WITH_TIME_AXIS : WITHOUT_TIME_AXIS;
}

// Constants, because the chart compares its props by identity.
const WITHOUT_TIME_AXIS = { least: MIN_HEIGHT };
const WITH_TIME_AXIS = { least: MIN_HEIGHT + TIME_AXIS_HEIGHT };
