import { act, fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TimeChart } from '../../../src/chart/TimeChart.tsx';
import type { ZoomCallbacks } from '../../../src/chart/chart-types.ts';
import { createCrosshairStore } from '../../../src/chart/pointer/crosshair-store.ts';
import { DAY, STEP } from '../../../src/contract/domain/time.ts';
import { buildLine, buildSeries, buildSpan } from '../../support/build-series.ts';
import {
  BUCKET_COUNT,
  buildChartProps,
  buildRamp,
  firePointer,
  mockChartLayout,
  renderChart,
  toTime,
  toX,
} from '../../support/render-chart.tsx';

function createZoomSpies() {
  return {
    onZoom: vi.fn<NonNullable<ZoomCallbacks['onZoom']>>(),
    onZoomOut: vi.fn<() => void>(),
    onZoomReset: vi.fn<() => void>(),
    onPan: vi.fn<NonNullable<ZoomCallbacks['onPan']>>(),
  };
}

beforeEach(mockChartLayout);

describe('CrosshairLayer, dragged over', () => {
  it('shows the selection and zooms to it', () => {
    const zoom = createZoomSpies();
    const { plot, find } = renderChart({ zoom });
    firePointer('pointerdown', plot, toX(20));
    firePointer('pointermove', plot, toX(29));
    expect(find('brush').hidden).toBe(false);
    expect(find('brush-text').textContent).toBe('20 to 30 · 10 buckets');
    expect(find('tip').hidden).toBe(true);
    firePointer('pointerup', plot, toX(29));
    expect(zoom.onZoom.mock.calls).toEqual([[buildSpan(10, toTime(20))]]);
    expect(find('brush').hidden).toBe(true);
  });

  it('does not zoom within one bucket or after Esc', () => {
    const zoom = createZoomSpies();
    const { plot, find } = renderChart({ zoom });
    firePointer('pointerdown', plot, 201);
    firePointer('pointermove', plot, 208);
    firePointer('pointerup', plot, 208);
    firePointer('pointerdown', plot, toX(20));
    firePointer('pointermove', plot, toX(40));
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(find('brush').hidden).toBe(true);
    firePointer('pointerup', plot, toX(40));
    expect(zoom.onZoom).not.toHaveBeenCalled();
    expect(zoom.onZoomOut).not.toHaveBeenCalled();
  });

  it('resets the zoom on a double click', () => {
    const zoom = createZoomSpies();
    const { plot } = renderChart({ zoom });
    fireEvent.doubleClick(plot);
    expect(zoom.onZoomReset).toHaveBeenCalledTimes(1);
  });
});

describe('CrosshairLayer, by keyboard', () => {
  it('zooms around the crosshair, zooms out, resets and pans', () => {
    const zoom = createZoomSpies();
    const { plot, crosshair } = renderChart({ zoom });
    act(() => crosshair.place(toTime(0), 'a'));
    for (const key of ['+', '=', '-', '0', '[', ']']) fireEvent.keyDown(plot, { key });
    expect(zoom.onZoom.mock.calls).toEqual([[buildSpan(50)], [buildSpan(50)]]);
    expect(zoom.onZoomOut).toHaveBeenCalledTimes(1);
    expect(zoom.onZoomReset).toHaveBeenCalledTimes(1);
    expect(zoom.onPan.mock.calls).toEqual([[-1], [1]]);
  });

  it('leaves keys without an action to the page', () => {
    const { plot } = renderChart();
    const onKeyDown = vi.fn<(event: Event) => void>();
    document.addEventListener('keydown', onKeyDown);
    fireEvent.keyDown(plot, { key: '+' });
    fireEvent.keyDown(plot, { key: 'Escape' });
    fireEvent.keyDown(plot, { key: 'ArrowLeft' });
    document.removeEventListener('keydown', onKeyDown);
    expect(onKeyDown).toHaveBeenCalledTimes(2);
  });

  it('removes a pin on the first Esc and undoes the zoom on the second', () => {
    const zoom = createZoomSpies();
    const { plot, crosshair } = renderChart({ zoom });
    firePointer('pointerdown', plot, toX(30));
    firePointer('pointerup', plot, toX(30));
    expect(crosshair.get()).toMatchObject({ at: toTime(30), pinned: true });
    fireEvent.keyDown(plot, { key: 'Escape' });
    expect(crosshair.get()).toMatchObject({ at: null, pinned: false });
    expect(zoom.onZoomOut).not.toHaveBeenCalled();
    fireEvent.keyDown(plot, { key: 'Escape' });
    expect(zoom.onZoomOut).toHaveBeenCalledTimes(1);
  });

  it('moves the crosshair and announces its values', () => {
    const { plot, find } = renderChart();
    fireEvent.keyDown(plot, { key: 'ArrowLeft' });
    expect(find('tip').textContent).toContain('bucket 98');
    expect(plot.getAttribute('aria-valuetext')).toBe('bucket 98; ios 198 ms; all 98 ms');
  });
});

describe('CrosshairLayer, tooltip', () => {
  it('shows the comparison and the changes, worst first', () => {
    const lines = [
      buildLine(buildRamp(0), { key: 'all', comparisonSeries: buildSeries(buildRamp(10)) }),
      buildLine(buildRamp(100), {
        key: 'ios',
        comparisonSeries: buildSeries(buildRamp(90).slice(0, 40)),
      }),
    ];
    const comparison = {
      pairs: [{ ...buildSpan(BUCKET_COUNT), delta: 2 * STEP }],
      label: 'before',
      change: (value: number, before: number) => ({
        text: `${value - before} ms`,
        tone: value < before ? ('better' as const) : ('worse' as const),
      }),
    };
    const { plot, container } = renderChart({ lines, comparison });
    const readTexts = (name: string) =>
      [...container.querySelectorAll(`.chart-tip-${name}`)].map(({ textContent }) => textContent);
    firePointer('pointermove', plot, toX(30));
    expect(readTexts('compared')).toEqual(['beforebucket 28']);
    expect(readTexts('label')).toEqual(['ios', 'all']);
    expect(readTexts('before')).toEqual(['120 ms', '40 ms']);
    expect(readTexts('change')).toEqual(['10 ms', '-10 ms']);
    const changes = [...container.querySelectorAll<HTMLElement>('.chart-tip-change')];
    expect(changes.map(({ dataset }) => dataset['tone'])).toEqual(['worse', 'better']);
    firePointer('pointermove', plot, toX(50));
    expect(readTexts('before')).toEqual(['no data', '60 ms']);
    expect(readTexts('change')).toEqual(['', '-10 ms']);
  });

  it('names times without a counterpart, and hints at pinning', () => {
    const lines = [
      buildLine(buildRamp(0), { key: 'all', comparisonSeries: buildSeries(buildRamp(10)) }),
    ];
    const pairs = [
      { ...buildSpan(40), delta: DAY },
      { begin: toTime(50), end: toTime(BUCKET_COUNT), delta: DAY },
    ];
    const comparison = {
      pairs,
      label: 'before',
      change: () => ({ text: '', tone: 'same' as const }),
    };
    const { plot, find } = renderChart({ lines, comparison });
    firePointer('pointermove', plot, toX(45));
    expect(find('tip-compared').textContent).toBe('beforeno such time');
    expect(find('tip-before').textContent).toBe('');
    expect(find('tip-hint').textContent).toBe('tap to pin');
    firePointer('pointerdown', plot, toX(60));
    firePointer('pointerup', plot, toX(60));
    expect(find('tip-before').textContent).toBe('70 ms');
    expect(find('tip-hint').textContent).toBe('pinned');
  });

  it('distinguishes failed from missing values', () => {
    const lines = [buildLine(['Failed'], { key: 'ios' }), buildLine(['Gap'], { key: 'web' })];
    const { plot, container } = renderChart({ lines });
    firePointer('pointermove', plot, toX(0));
    const rows = [...container.querySelectorAll<HTMLElement>('.chart-tip-row')];
    expect(rows.map((row) => `${row.dataset['word']} ${row.textContent}`)).toEqual([
      'failed iosfailed',
      'other webno data',
    ]);
  });

  it('moves to the main chart for a pin from a link or of an unmounted chart', () => {
    const crosshair = createCrosshairStore();
    crosshair.pinAt(toTime(10));
    const main = <TimeChart {...buildChartProps({ crosshair, label: 'main', isMain: true })} />;
    const other = <TimeChart {...buildChartProps({ crosshair, label: 'other' })} />;
    const { container, rerender } = render([
      <div key="main">{main}</div>,
      <div key="other">{other}</div>,
    ]);
    const readVisible = () =>
      [...container.querySelectorAll<HTMLElement>('.chart-tip')].map(({ hidden }) => !hidden);
    expect(readVisible()).toEqual([true, false]);
    act(() => crosshair.clear());
    const plot = screen.getByRole('slider', { name: 'other' });
    firePointer('pointerdown', plot, toX(20));
    firePointer('pointerup', plot, toX(20));
    expect(readVisible()).toEqual([false, true]);
    rerender([<div key="main">{main}</div>]);
    expect(readVisible()).toEqual([true]);
    expect(crosshair.get()).toMatchObject({ at: toTime(20), pinned: true });
  });
});
