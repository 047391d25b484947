import { act, fireEvent, render, screen } from '@testing-library/react';
import { Profiler } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createCrosshairStore } from '../../src/chart/pointer/crosshair-store.ts';
import { TimeChart } from '../../src/chart/TimeChart.tsx';
import type { TimeChartProps } from '../../src/chart/TimeChart.tsx';
import type { ZoomCallbacks } from '../../src/chart/chart-types.ts';
import { computePlotGeometry } from '../../src/chart/geometry.ts';
import { DAY, STEP } from '../../src/contract/domain/time.ts';
import { BEGIN, lineOf, seriesOf, spanOf } from '../support/build-series.ts';

const COUNT = 100;
/** Ten pixels a bucket. */
const WIDTH = 1_000 + computePlotGeometry(0, 0).left + 8;
const x = (bucket: number) => bucket * 10 + 5;
const at = (bucket: number) => BEGIN + bucket * STEP;

const FORMAT = {
  valueWithUnit: (value: number) => `${value} ms`,
  bucket: (time: number) => `bucket ${(time - BEGIN) / STEP}`,
  offset: () => 'UTC',
  span: ({ begin, end }: { begin: number; end: number }) =>
    `${(begin - BEGIN) / STEP} to ${(end - BEGIN) / STEP}`,
  length: (length: number) => `${length / STEP} buckets`,
};
const WORDS = {
  goal: 'goal ≤ 60 ms',
  noData: 'no data',
  noDataFor: (name: string) => `${name}: no data`,
  failed: 'failed',
  gone: 'gone',
  loading: 'loading',
  provisional: 'may still change',
  awaited: 'not in yet',
  noComparisonTime: 'no such time',
  pinHint: 'tap to pin',
  unpinHint: 'pinned',
  moreRows: (n: number) => `${n} more`,
};
const ramp = (from: number) => Array.from({ length: COUNT }, (_, i) => from + i);

function propsOf(more: Partial<TimeChartProps> = {}): TimeChartProps {
  return {
    lines: [lineOf(ramp(0), { key: 'all' }), lineOf(ramp(100), { key: 'ios' })],
    span: spanOf(COUNT),
    metric: 'FirstFrameCost',
    goal: 60,
    zone: 'UTC',
    locale: 'en-US',
    height: 300,
    format: FORMAT,
    text: WORDS,
    crosshair: createCrosshairStore(),
    label: 'Time to first frame',
    description: 'A chart.',
    ...more,
  };
}

function shown(more: Partial<TimeChartProps> = {}) {
  const props = propsOf(more);
  const { container } = render(<TimeChart {...props} />);
  const plot = screen.getByRole('slider', { name: props.label });
  const find = (name: string) => {
    const element = container.querySelector<HTMLElement>(`.chart-${name}`);
    if (!element) throw new Error(`no ${name}`);
    return element;
  };
  return { plot, find, crosshair: props.crosshair, container };
}

/** Where the plot is on the screen, and how much larger than its own pixels: jsdom lays nothing out. */
const SCREEN = { left: 70, scale: 1.5 };

/** A pointer `x` plot pixels from the plot's left edge. */
function pointer(type: string, target: Element, x: number, more: PointerEventInit = {}) {
  const clientX = SCREEN.left + x * SCREEN.scale;
  fireEvent(
    target,
    new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, clientX, ...more }),
  );
}

function zoomSpies() {
  return {
    onZoom: vi.fn<NonNullable<ZoomCallbacks['onZoom']>>(),
    onZoomOut: vi.fn<() => void>(),
    onZoomReset: vi.fn<() => void>(),
    onPan: vi.fn<NonNullable<ZoomCallbacks['onPan']>>(),
  };
}

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(WIDTH);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (
    this: HTMLElement,
  ) {
    return new DOMRect(SCREEN.left, 0, Number.parseFloat(this.style.width) * SCREEN.scale, 100);
  });
  Element.prototype.setPointerCapture = () => {};
});

describe('dragging over the plot', () => {
  it('says what is chosen and zooms to it', () => {
    const zoom = zoomSpies();
    const { plot, find } = shown({ zoom });
    pointer('pointerdown', plot, x(20));
    pointer('pointermove', plot, x(29));
    expect(find('brush').hidden).toBe(false);
    expect(find('brush-text').textContent).toBe('20 to 30 · 10 buckets');
    expect(find('tip').hidden).toBe(true);
    pointer('pointerup', plot, x(29));
    expect(zoom.onZoom.mock.calls).toEqual([[spanOf(10, at(20))]]);
    expect(find('brush').hidden).toBe(true);
  });

  it('comes to nothing within one bucket, or once Esc is pressed', () => {
    const zoom = zoomSpies();
    const { plot, find } = shown({ zoom });
    pointer('pointerdown', plot, 201);
    pointer('pointermove', plot, 208);
    pointer('pointerup', plot, 208);
    pointer('pointerdown', plot, x(20));
    pointer('pointermove', plot, x(40));
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(find('brush').hidden).toBe(true);
    pointer('pointerup', plot, x(40));
    expect(zoom.onZoom).not.toHaveBeenCalled();
    expect(zoom.onZoomOut).not.toHaveBeenCalled();
  });

  it('goes back to everything by a double click', () => {
    const zoom = zoomSpies();
    const { plot } = shown({ zoom });
    fireEvent.doubleClick(plot);
    expect(zoom.onZoomReset).toHaveBeenCalledTimes(1);
  });
});

describe('keys on the plot', () => {
  it('zoom around the crosshair, out, back and along', () => {
    const zoom = zoomSpies();
    const { plot, crosshair } = shown({ zoom });
    act(() => crosshair.place(at(0), 'a'));
    for (const key of ['+', '=', '-', '0', '[', ']']) fireEvent.keyDown(plot, { key });
    expect(zoom.onZoom.mock.calls).toEqual([[spanOf(50)], [spanOf(50)]]);
    expect(zoom.onZoomOut).toHaveBeenCalledTimes(1);
    expect(zoom.onZoomReset).toHaveBeenCalledTimes(1);
    expect(zoom.onPan.mock.calls).toEqual([[-1], [1]]);
  });

  it('are left to the page where the chart does nothing with them', () => {
    const { plot } = shown();
    const heard = vi.fn<(event: Event) => void>();
    document.addEventListener('keydown', heard);
    fireEvent.keyDown(plot, { key: '+' });
    fireEvent.keyDown(plot, { key: 'Escape' });
    fireEvent.keyDown(plot, { key: 'ArrowLeft' });
    document.removeEventListener('keydown', heard);
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('let go of a pin first, and undo the zoom next', () => {
    const zoom = zoomSpies();
    const { plot, crosshair } = shown({ zoom });
    pointer('pointerdown', plot, x(30));
    pointer('pointerup', plot, x(30));
    expect(crosshair.get()).toMatchObject({ at: at(30), pinned: true });
    fireEvent.keyDown(plot, { key: 'Escape' });
    expect(crosshair.get()).toMatchObject({ at: null, pinned: false });
    expect(zoom.onZoomOut).not.toHaveBeenCalled();
    fireEvent.keyDown(plot, { key: 'Escape' });
    expect(zoom.onZoomOut).toHaveBeenCalledTimes(1);
  });

  it('move the crosshair and say where it is', () => {
    const { plot, find } = shown();
    fireEvent.keyDown(plot, { key: 'ArrowLeft' });
    expect(find('tip').textContent).toContain('bucket 98');
    expect(plot.getAttribute('aria-valuetext')).toBe('bucket 98; ios 198 ms; all 98 ms');
  });
});

describe('the tooltip', () => {
  it('stands in the chart pointed at, with the crosshair in all, and no chart renders', () => {
    const crosshair = createCrosshairStore();
    const onRender = vi.fn<() => void>();
    const { container } = render(
      <Profiler id="charts" onRender={onRender}>
        <TimeChart {...propsOf({ crosshair, label: 'one' })} />
        <TimeChart {...propsOf({ crosshair, label: 'two', size: 'small' })} />
      </Profiler>,
    );
    const renders = onRender.mock.calls.length;
    pointer('pointermove', screen.getByRole('slider', { name: 'two' }), x(40));
    const hidden = (name: string) =>
      [...container.querySelectorAll<HTMLElement>(`.chart-${name}`)].map((each) => each.hidden);
    expect(hidden('rule')).toEqual([false, false]);
    expect(hidden('tip')).toEqual([true, false]);
    expect(hidden('dot')).toEqual([false, false, false, false]);
    expect(onRender.mock.calls.length).toBe(renders);
  });

  it('says what the values are compared with and how they changed, worst first', () => {
    const lines = [
      lineOf(ramp(0), { key: 'all', comparisonSeries: seriesOf(ramp(10)) }),
      lineOf(ramp(100), { key: 'ios', comparisonSeries: seriesOf(ramp(90).slice(0, 40)) }),
    ];
    const compare = {
      pairs: [{ ...spanOf(COUNT), delta: 2 * STEP }],
      label: 'before',
      change: (value: number, before: number) => ({
        text: `${value - before} ms`,
        tone: value < before ? ('better' as const) : ('worse' as const),
      }),
    };
    const { plot, container } = shown({ lines, comparison: compare });
    const texts = (name: string) =>
      [...container.querySelectorAll(`.chart-tip-${name}`)].map((each) => each.textContent);
    pointer('pointermove', plot, x(30));
    expect(texts('compared')).toEqual(['beforebucket 28']);
    expect(texts('label')).toEqual(['ios', 'all']);
    expect(texts('before')).toEqual(['120 ms', '40 ms']);
    expect(texts('change')).toEqual(['10 ms', '-10 ms']);
    const tones = [...container.querySelectorAll<HTMLElement>('.chart-tip-change')];
    expect(tones.map((each) => each.dataset['tone'])).toEqual(['worse', 'better']);
    pointer('pointermove', plot, x(50));
    expect(texts('before')).toEqual(['no data', '60 ms']);
    expect(texts('change')).toEqual(['', '-10 ms']);
  });

  it('says so where a time has none beside it, and how a finger pins', () => {
    const lines = [lineOf(ramp(0), { key: 'all', comparisonSeries: seriesOf(ramp(10)) })];
    const pairs = [
      { ...spanOf(40), delta: DAY },
      { begin: at(50), end: at(COUNT), delta: DAY },
    ];
    const compare = { pairs, label: 'before', change: () => ({ text: '', tone: 'same' as const }) };
    const { plot, find } = shown({ lines, comparison: compare });
    pointer('pointermove', plot, x(45));
    expect(find('tip-compared').textContent).toBe('beforeno such time');
    expect(find('tip-before').textContent).toBe('');
    expect(find('tip-hint').textContent).toBe('tap to pin');
    pointer('pointerdown', plot, x(60));
    pointer('pointerup', plot, x(60));
    expect(find('tip-before').textContent).toBe('70 ms');
    expect(find('tip-hint').textContent).toBe('pinned');
  });

  it('tells what failed from what was not measured', () => {
    const lines = [lineOf(['Failed'], { key: 'ios' }), lineOf(['Gap'], { key: 'web' })];
    const { plot, container } = shown({ lines });
    pointer('pointermove', plot, x(0));
    const rows = [...container.querySelectorAll<HTMLElement>('.chart-tip-row')];
    expect(rows.map((row) => `${row.dataset['word']} ${row.textContent}`)).toEqual([
      'failed iosfailed',
      'other webno data',
    ]);
  });

  it('is shown by the main chart for a pin that came with a link, and for one whose chart is gone', () => {
    const crosshair = createCrosshairStore();
    crosshair.pinAt(at(10));
    const main = <TimeChart {...propsOf({ crosshair, label: 'main', isMain: true })} />;
    const other = <TimeChart {...propsOf({ crosshair, label: 'other' })} />;
    const { container, rerender } = render([
      <div key="main">{main}</div>,
      <div key="other">{other}</div>,
    ]);
    const tips = () =>
      [...container.querySelectorAll<HTMLElement>('.chart-tip')].map((each) => !each.hidden);
    expect(tips()).toEqual([true, false]);
    act(() => crosshair.clear());
    const plot = screen.getByRole('slider', { name: 'other' });
    pointer('pointerdown', plot, x(20));
    pointer('pointerup', plot, x(20));
    expect(tips()).toEqual([false, true]);
    rerender([<div key="main">{main}</div>]);
    expect(tips()).toEqual([true]);
    expect(crosshair.get()).toMatchObject({ at: at(20), pinned: true });
  });
});

describe('what is drawn', () => {
  it('has compared lines behind all others, and a second row of dates', () => {
    const lines = [
      lineOf(ramp(0), { key: 'all', comparisonSeries: seriesOf(ramp(10)) }),
      lineOf(ramp(100), { key: 'ios' }),
    ];
    const compare = {
      pairs: [{ ...spanOf(COUNT), delta: 7 * DAY }],
      label: '',
      change: () => ({ text: '', tone: 'same' as const }),
    };
    const { container } = shown({ lines, comparison: compare });
    const drawn = [...container.querySelectorAll<HTMLElement>('.chart-line')];
    expect(drawn.map(({ dataset }) => `${dataset['key']} ${dataset['look']}`)).toEqual([
      'all compared',
      'ios plain',
      'all plain',
    ]);
    expect(container.querySelector('.chart-tick-compared')?.textContent).toBe('Nov 9');
  });

  it('has a label at every tick and a line of the grid through it, beside and below the plot', () => {
    const { container, plot } = shown();
    const [left, top, width, height] = [
      plot.style.left,
      plot.style.top,
      plot.style.width,
      plot.style.height,
    ].map(Number.parseFloat);
    const read = (selector: string, ...names: string[]) =>
      [...container.querySelectorAll(selector)].map((element) =>
        names.map((name) => Number(element.getAttribute(name))),
      );
    const values = read('.chart-values text', 'x', 'y');
    const horizontal = read('.recharts-cartesian-grid-horizontal line', 'x1', 'x2', 'y1', 'y2');
    expect(values.length).toBeGreaterThan(2);
    expect(horizontal).toEqual(values.map(([, y]) => [left, (left ?? NaN) + (width ?? NaN), y, y]));
    expect(values.map(([x]) => x)).toEqual(values.map(() => (left ?? NaN) - 8));
    expect(values[0]?.[1]).toBe((top ?? NaN) + (height ?? NaN));
    expect(values.at(-1)?.[1]).toBe(top);
    const times = read('.chart-times text', 'x', 'y');
    const vertical = read('.recharts-cartesian-grid-vertical line', 'x1', 'x2');
    expect(times.length).toBeGreaterThan(2);
    expect(vertical.flat()).toEqual(expect.arrayContaining(times.map(([x]) => x)));
    expect(new Set(times.map(([, y]) => y))).toEqual(new Set([(top ?? NaN) + (height ?? NaN) + 8]));
  });

  it('is plain in a small chart: few ticks, no words, and its plot where the large one has it', () => {
    const large = shown();
    const largeLeft = large.plot.style.left;
    const { plot, container } = shown({
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
    expect(plot.style.left).toBe(largeLeft);
    expect(plot.style.width).toBe(large.plot.style.width);
  });
});
