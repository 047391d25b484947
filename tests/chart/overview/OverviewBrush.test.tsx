import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OverviewBrush } from '../../../src/chart/overview/OverviewBrush.tsx';
import { HOUR, STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import { BEGIN, buildSeries, buildSpan } from '../../support/build-series.ts';

const RANGE = buildSpan(288);
const ZOOM = buildSpan(96, BEGIN + 96 * STEP);
const WIDTH = 576;
/** Two pixels per bucket. */
const toX = (bucket: number) => 2 * bucket;
const toTime = (bucket: number) => BEGIN + bucket * STEP;

type Change = [zoom: Span | undefined, how: 'push' | 'replace'];

function renderBrush(zoom: Span | undefined = ZOOM) {
  const changes: Change[] = [];
  const { container } = render(
    <OverviewBrush
      series={buildSeries(Array.from({ length: 288 }, (_, i) => i))}
      color="red"
      metric="FirstFrameCost"
      range={RANGE}
      zoom={zoom}
      onChange={(...change) => void changes.push(change)}
      formatTime={(time) => `bucket ${(time - BEGIN) / STEP}`}
      labels={{ overview: 'overview', begin: 'begin', end: 'end' }}
    />,
  );
  const find = (name: string) => {
    const element = container.querySelector(`.overview-${name}`);
    if (!element) throw new Error(`no ${name}`);
    return element;
  };
  return { changes, find };
}

let scheduledFrames: FrameRequestCallback[] = [];
const runFrames = () => {
  const frames = scheduledFrames;
  scheduledFrames = [];
  for (const frame of frames) frame(0);
};

beforeEach(() => {
  scheduledFrames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) =>
    scheduledFrames.push(frame),
  );
  vi.stubGlobal('cancelAnimationFrame', (id: number) => {
    scheduledFrames[id - 1] = () => {};
  });
  const box = { left: 0, width: WIDTH, x: 0, y: 0, top: 0, right: WIDTH, bottom: 34, height: 34 };
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({
    ...box,
    toJSON: () => box,
  });
  Element.prototype.setPointerCapture = () => {};
});

describe('OverviewBrush, dragged', () => {
  it('changes the zoom once per frame and pushes it at the end', () => {
    const { changes, find } = renderBrush();
    const window = find('window');
    fireEvent.pointerDown(window, { clientX: toX(100), button: 0 });
    fireEvent.pointerMove(window, { clientX: toX(105) });
    fireEvent.pointerMove(window, { clientX: toX(110) });
    expect(changes).toEqual([]);
    runFrames();
    fireEvent.pointerUp(window, { clientX: toX(112) });
    runFrames();
    expect(changes).toEqual([
      [buildSpan(96, toTime(106)), 'replace'],
      [buildSpan(96, toTime(108)), 'push'],
    ]);
  });

  it('draws a new window outside of the current one', () => {
    const { changes, find } = renderBrush();
    fireEvent.pointerDown(find('track'), { clientX: toX(20), button: 0 });
    fireEvent.pointerMove(find('track'), { clientX: toX(44) });
    fireEvent.pointerUp(find('track'), { clientX: toX(44) });
    expect(changes.at(-1)).toEqual([buildSpan(24, toTime(20)), 'push']);
  });

  it('draws a window if the whole range is visible', () => {
    const { changes, find } = renderBrush(RANGE);
    fireEvent.pointerDown(find('track'), { clientX: toX(10), button: 0 });
    fireEvent.pointerMove(find('track'), { clientX: toX(34) });
    fireEvent.pointerUp(find('track'), { clientX: toX(34) });
    expect(changes).toEqual([[buildSpan(24, toTime(10)), 'push']]);
  });

  it('moves the window to a click beside it', () => {
    const { changes, find } = renderBrush();
    fireEvent.pointerDown(find('track'), { clientX: toX(240), button: 0 });
    fireEvent.pointerUp(find('track'), { clientX: toX(240) });
    expect(changes).toEqual([[buildSpan(96, toTime(192)), 'push']]);
  });

  it('removes the zoom if the window reaches both ends', () => {
    const { changes } = renderBrush({ begin: toTime(0), end: toTime(200) });
    const handle = screen.getByRole('slider', { name: 'end' });
    fireEvent.pointerDown(handle, { clientX: toX(200), button: 0 });
    fireEvent.pointerMove(handle, { clientX: toX(400) });
    fireEvent.pointerUp(handle, { clientX: toX(400) });
    expect(changes).toEqual([[undefined, 'push']]);
  });

  it('restores the window on Esc, wherever the focus is', () => {
    const { changes, find } = renderBrush();
    fireEvent.pointerDown(find('window'), { clientX: toX(100), button: 0 });
    fireEvent.pointerMove(find('window'), { clientX: toX(120) });
    runFrames();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.pointerUp(find('window'), { clientX: toX(130) });
    expect(changes).toEqual([
      [buildSpan(96, toTime(116)), 'replace'],
      [ZOOM, 'push'],
    ]);
  });
});

describe('OverviewBrush, by keyboard', () => {
  it('moves either end, pushing one step per key press', () => {
    const { changes } = renderBrush();
    const begin = screen.getByRole('slider', { name: 'begin' });
    fireEvent.keyDown(begin, { key: 'ArrowLeft' });
    fireEvent.keyUp(begin, { key: 'ArrowLeft' });
    fireEvent.keyDown(screen.getByRole('slider', { name: 'end' }), {
      key: 'ArrowRight',
      shiftKey: true,
    });
    expect(changes).toEqual([
      [{ begin: toTime(95), end: toTime(192) }, 'replace'],
      [{ begin: toTime(95), end: toTime(192) }, 'push'],
      [{ begin: toTime(96), end: toTime(192) + HOUR }, 'replace'],
    ]);
  });

  it('announces the ends', () => {
    renderBrush();
    const begin = screen.getByRole('slider', { name: 'begin' });
    expect(begin.getAttribute('aria-valuetext')).toBe('bucket 96');
    expect(begin.getAttribute('aria-valuenow')).toBe('96');
    expect(begin.getAttribute('aria-valuemax')).toBe('288');
  });
});
