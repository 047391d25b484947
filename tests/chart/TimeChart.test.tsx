import { render, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TimeChart } from '../../src/chart/TimeChart.tsx';
import { createCrosshairStore } from '../../src/chart/pointer/crosshair-store.ts';
import { DAY } from '../../src/contract/domain/time.ts';
import { buildLine, buildSeries, buildSpan } from '../support/build-series.ts';
import {
  BUCKET_COUNT,
  buildChartProps,
  buildRamp,
  firePointer,
  mockChartLayout,
  renderChart,
  toX,
} from '../support/render-chart.tsx';

beforeEach(mockChartLayout);

describe('TimeChart', () => {
  it('draws comparison lines behind all others and adds a row of dates', () => {
    const lines = [
      buildLine(buildRamp(0), { key: 'all', comparisonSeries: buildSeries(buildRamp(10)) }),
      buildLine(buildRamp(100), { key: 'ios' }),
    ];
    const comparison = {
      pairs: [{ ...buildSpan(BUCKET_COUNT), delta: 7 * DAY }],
      label: '',
      change: () => ({ text: '', tone: 'same' as const }),
    };
    const { container } = renderChart({ lines, comparison });
    const drawn = [...container.querySelectorAll<HTMLElement>('.chart-line')];
    expect(drawn.map(({ dataset }) => `${dataset['key']} ${dataset['look']}`)).toEqual([
      'all compared',
      'ios plain',
      'all plain',
    ]);
    expect(container.querySelector('.chart-tick-compared')?.textContent).toBe('Nov 9');
  });

  it('aligns tick labels with grid lines, beside and below the plot', () => {
    const { container, plot } = renderChart();
    const [left, top, width, height] = [
      plot.style.left,
      plot.style.top,
      plot.style.width,
      plot.style.height,
    ].map(Number.parseFloat);
    const readAttributes = (selector: string, ...names: string[]) =>
      [...container.querySelectorAll(selector)].map((element) =>
        names.map((name) => Number(element.getAttribute(name))),
      );
    const values = readAttributes('.chart-values text', 'x', 'y');
    const horizontal = readAttributes(
      '.recharts-cartesian-grid-horizontal line',
      'x1',
      'x2',
      'y1',
      'y2',
    );
    expect(values.length).toBeGreaterThan(2);
    expect(horizontal).toEqual(values.map(([, y]) => [left, (left ?? NaN) + (width ?? NaN), y, y]));
    expect(values.map(([x]) => x)).toEqual(values.map(() => (left ?? NaN) - 8));
    expect(values[0]?.[1]).toBe((top ?? NaN) + (height ?? NaN));
    expect(values.at(-1)?.[1]).toBe(top);
    const times = readAttributes('.chart-times text', 'x', 'y');
    const vertical = readAttributes('.recharts-cartesian-grid-vertical line', 'x1', 'x2');
    expect(times.length).toBeGreaterThan(2);
    expect(vertical.flat()).toEqual(expect.arrayContaining(times.map(([x]) => x)));
    expect(new Set(times.map(([, y]) => y))).toEqual(new Set([(top ?? NaN) + (height ?? NaN) + 8]));
  });

  it('draws few ticks and no labels in a small chart, with its plot aligned to that of a full one', () => {
    const full = renderChart();
    const fullLeft = full.plot.style.left;
    const { plot, container } = renderChart({
      size: 'small',
      height: 118,
      showTimeAxis: false,
      label: 'small',
    });
    expect(container.querySelectorAll('.chart-tick').length).toBeLessThanOrEqual(4);
    expect(container.querySelectorAll('.chart-label')).toHaveLength(0);
    expect(
      container.querySelectorAll('.recharts-cartesian-grid-vertical line').length,
    ).toBeGreaterThan(2);
    expect(plot.style.left).toBe(fullLeft);
    expect(plot.style.width).toBe(full.plot.style.width);
  });

  it('shows a shared crosshair in all charts and the tooltip in one, without a render', () => {
    const crosshair = createCrosshairStore();
    const onRender = vi.fn<() => void>();
    const { container } = render(
      <Profiler id="charts" onRender={onRender}>
        <TimeChart {...buildChartProps({ crosshair, label: 'first' })} />
        <TimeChart {...buildChartProps({ crosshair, label: 'second', size: 'small' })} />
      </Profiler>,
    );
    const renders = onRender.mock.calls.length;
    firePointer('pointermove', screen.getByRole('slider', { name: 'second' }), toX(40));
    const readHidden = (name: string) =>
      [...container.querySelectorAll<HTMLElement>(`.chart-${name}`)].map(({ hidden }) => hidden);
    expect(readHidden('rule')).toEqual([false, false]);
    expect(readHidden('tip')).toEqual([true, false]);
    expect(readHidden('dot')).toEqual([false, false, false, false]);
    expect(onRender.mock.calls.length).toBe(renders);
  });
});
