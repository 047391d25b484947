import { fireEvent, render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OverviewBrush } from '../../../src/chart/overview/OverviewBrush.tsx';
import { HOUR, STEP } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import { BEGIN, seriesOf, spanOf } from '../../support/build-series.ts';

const RANGE = spanOf(288);
const ZOOM = spanOf(96, BEGIN + 96 * STEP);
const WIDTH = 576;
/** Two pixels a bucket. */
const x = (bucket: number) => 2 * bucket;
const at = (bucket: number) => BEGIN + bucket * STEP;

type Change = [zoom: Span | undefined, how: 'push' | 'replace'];

function shown(zoom: Span | undefined = ZOOM) {
  const changes: Change[] = [];
  const { container } = render(
    <OverviewBrush
      series={seriesOf(Array.from({ length: 288 }, (_, i) => i))}
      color="red"
      metric="FirstFrameCost"
      span={RANGE}
      zoom={zoom}
      onChange={(...change) => void changes.push(change)}
      writeTime={(time) => `bucket ${(time - BEGIN) / STEP}`}
      labels={{ overview: 'overview', begin: 'begin', end: 'end' }}
    />,
  );
  const part = (name: string) => {
    const element = container.querySelector(`.overview-${name}`);
    if (!element) throw new Error(`no ${name}`);
    return element;
  };
  return { changes, part };
}

let frames: FrameRequestCallback[] = [];
const paint = () => {
  const now = frames;
  frames = [];
  for (const frame of now) frame(0);
};

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => {
    frames[id - 1] = () => {};
  });
  const box = { left: 0, width: WIDTH, x: 0, y: 0, top: 0, right: WIDTH, bottom: 34, height: 34 };
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({
    ...box,
    toJSON: () => box,
  });
  Element.prototype.setPointerCapture = () => {};
});

describe('dragging', () => {
  it('follows once a frame, and ends in one step', () => {
    const { changes, part } = shown();
    const window = part('window');
    fireEvent.pointerDown(window, { clientX: x(100), button: 0 });
    fireEvent.pointerMove(window, { clientX: x(105) });
    fireEvent.pointerMove(window, { clientX: x(110) });
    expect(changes).toEqual([]);
    paint();
    fireEvent.pointerUp(window, { clientX: x(112) });
    paint();
    expect(changes).toEqual([
      [spanOf(96, at(106)), 'replace'],
      [spanOf(96, at(108)), 'push'],
    ]);
  });

  it('draws a new window on what is not in sight', () => {
    const { changes, part } = shown();
    fireEvent.pointerDown(part('track'), { clientX: x(20), button: 0 });
    fireEvent.pointerMove(part('track'), { clientX: x(44) });
    fireEvent.pointerUp(part('track'), { clientX: x(44) });
    expect(changes.at(-1)).toEqual([spanOf(24, at(20)), 'push']);
  });

  it('draws a first window where all is in sight', () => {
    const { changes, part } = shown(RANGE);
    fireEvent.pointerDown(part('track'), { clientX: x(10), button: 0 });
    fireEvent.pointerMove(part('track'), { clientX: x(34) });
    fireEvent.pointerUp(part('track'), { clientX: x(34) });
    expect(changes).toEqual([[spanOf(24, at(10)), 'push']]);
  });

  it('brings the window to where it is pressed beside it', () => {
    const { changes, part } = shown();
    fireEvent.pointerDown(part('track'), { clientX: x(240), button: 0 });
    fireEvent.pointerUp(part('track'), { clientX: x(240) });
    expect(changes).toEqual([[spanOf(96, at(192)), 'push']]);
  });

  it('is all of the range again when stretched to its ends', () => {
    const { changes } = shown({ begin: at(0), end: at(200) });
    const handle = screen.getByRole('slider', { name: 'end' });
    fireEvent.pointerDown(handle, { clientX: x(200), button: 0 });
    fireEvent.pointerMove(handle, { clientX: x(400) });
    fireEvent.pointerUp(handle, { clientX: x(400) });
    expect(changes).toEqual([[undefined, 'push']]);
  });

  it('is taken back by Esc, wherever the focus is', () => {
    const { changes, part } = shown();
    fireEvent.pointerDown(part('window'), { clientX: x(100), button: 0 });
    fireEvent.pointerMove(part('window'), { clientX: x(120) });
    paint();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.pointerUp(part('window'), { clientX: x(130) });
    expect(changes).toEqual([
      [spanOf(96, at(116)), 'replace'],
      [ZOOM, 'push'],
    ]);
  });
});

describe('by keys', () => {
  it('moves either end, and a key that is held is one step', () => {
    const { changes } = shown();
    const begin = screen.getByRole('slider', { name: 'begin' });
    fireEvent.keyDown(begin, { key: 'ArrowLeft' });
    fireEvent.keyUp(begin, { key: 'ArrowLeft' });
    fireEvent.keyDown(screen.getByRole('slider', { name: 'end' }), {
      key: 'ArrowRight',
      shiftKey: true,
    });
    expect(changes).toEqual([
      [{ begin: at(95), end: at(192) }, 'replace'],
      [{ begin: at(95), end: at(192) }, 'push'],
      [{ begin: at(96), end: at(192) + HOUR }, 'replace'],
    ]);
  });

  it('says where the ends are', () => {
    shown();
    const begin = screen.getByRole('slider', { name: 'begin' });
    expect(begin.getAttribute('aria-valuetext')).toBe('bucket 96');
    expect(begin.getAttribute('aria-valuenow')).toBe('96');
    expect(begin.getAttribute('aria-valuemax')).toBe('288');
  });
});
