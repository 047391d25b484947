import { fireEvent, render, screen } from '@testing-library/react';
import { vi } from 'vitest';
import { TimeChart } from '../../src/chart/TimeChart.tsx';
import type { TimeChartProps } from '../../src/chart/TimeChart.tsx';
import { computePlotGeometry } from '../../src/chart/geometry.ts';
import { createCrosshairStore } from '../../src/chart/pointer/crosshair-store.ts';
import { STEP } from '../../src/contract/domain/time.ts';
import { BEGIN, buildLine, buildSpan } from './build-series.ts';
import { CHART_TEXT } from './chart-text.ts';

export const BUCKET_COUNT = 100;
const PIXELS_PER_BUCKET = 10;
const CHART_WIDTH = BUCKET_COUNT * PIXELS_PER_BUCKET + computePlotGeometry(0, 0).left + 8;

/** The screen position of the plot, and screen pixels per plot pixel. */
const SCREEN = { left: 70, scale: 1.5 };

/** Returns the middle of a bucket in plot pixels. */
export const toX = (bucket: number) => bucket * PIXELS_PER_BUCKET + 5;
/** Returns the start of a bucket. */
export const toTime = (bucket: number) => BEGIN + bucket * STEP;

/** Returns values that rise by one per bucket. */
export const buildRamp = (first: number) =>
  Array.from({ length: BUCKET_COUNT }, (_, i) => first + i);

const FORMAT = {
  valueWithUnit: (value: number) => `${value} ms`,
  bucket: (time: number) => `bucket ${(time - BEGIN) / STEP}`,
  offset: () => 'UTC',
  span: ({ begin, end }: { begin: number; end: number }) =>
    `${(begin - BEGIN) / STEP} to ${(end - BEGIN) / STEP}`,
  length: (length: number) => `${length / STEP} buckets`,
};

export function buildChartProps(more: Partial<TimeChartProps> = {}): TimeChartProps {
  return {
    lines: [buildLine(buildRamp(0), { key: 'all' }), buildLine(buildRamp(100), { key: 'ios' })],
    span: buildSpan(BUCKET_COUNT),
    metric: 'FirstFrameCost',
    goal: 60,
    zone: 'UTC',
    locale: 'en-US',
    height: 300,
    format: FORMAT,
    text: CHART_TEXT,
    crosshair: createCrosshairStore(),
    label: 'Time to first frame',
    description: 'A chart.',
    ...more,
  };
}

export function renderChart(more: Partial<TimeChartProps> = {}) {
  const props = buildChartProps(more);
  const { container } = render(<TimeChart {...props} />);
  const plot = screen.getByRole('slider', { name: props.label });
  const find = (name: string) => {
    const element = container.querySelector<HTMLElement>(`.chart-${name}`);
    if (!element) throw new Error(`no ${name}`);
    return element;
  };
  return { plot, find, crosshair: props.crosshair, container };
}

/** Fires a pointer event at `x` plot pixels. */
export function firePointer(type: string, target: Element, x: number): void {
  const clientX = SCREEN.left + x * SCREEN.scale;
  fireEvent(target, new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, clientX }));
}

/** Gives charts a size, because jsdom has no layout. */
export function mockChartLayout(): void {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(CHART_WIDTH);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (
    this: HTMLElement,
  ) {
    return new DOMRect(SCREEN.left, 0, Number.parseFloat(this.style.width) * SCREEN.scale, 100);
  });
  Element.prototype.setPointerCapture = () => {};
}
