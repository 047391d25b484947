import { describe, expect, it } from 'vitest';
import { createGestureRecognizer } from '../../../src/chart/pointer/gestures.ts';

const WIDTH = 600;

function createRecorded(canZoom = true) {
  const calls: (string | number)[][] = [];
  const gestures = createGestureRecognizer(
    {
      point: (x) => void calls.push(['point', x]),
      place: (x) => void calls.push(['place', x]),
      tap: (x) => void calls.push(['tap', x]),
      click: (x) => void calls.push(['click', x]),
      doubleTap: () => void calls.push(['doubleTap']),
      select: (from, to) => void calls.push(['select', Math.round(from), Math.round(to)]),
      unselect: () => void calls.push(['unselect']),
      zoom: (from, to) => void calls.push(['zoom', Math.round(from), Math.round(to)]),
      reframe: (from, to) => void calls.push(['reframe', Math.round(from), Math.round(to)]),
    },
    () => WIDTH,
    () => canZoom,
  );
  const mouse = (x: number) => ({ id: 1, isTouch: false, x, time: 0 });
  const finger = (id: number, x: number, time = 0) => ({ id, isTouch: true, x, time });
  return { calls, gestures, mouse, finger };
}

describe('createGestureRecognizer, mouse', () => {
  it('points on moves and clicks without a drag', () => {
    const { calls, gestures, mouse } = createRecorded();
    gestures.move(mouse(50));
    gestures.down(mouse(50));
    gestures.move(mouse(52));
    gestures.up(mouse(52));
    expect(calls).toEqual([
      ['point', 50],
      ['point', 52],
      ['click', 52],
    ]);
  });

  it('selects during a drag and zooms at its end, in either direction', () => {
    const { calls, gestures, mouse } = createRecorded();
    gestures.down(mouse(300));
    gestures.move(mouse(200));
    expect(gestures.isSelecting()).toBe(true);
    gestures.up(mouse(180));
    expect(calls).toEqual([['select', 200, 300], ['unselect'], ['zoom', 180, 300]]);
    expect(gestures.isSelecting()).toBe(false);
  });

  it('ignores a cancelled drag', () => {
    const { calls, gestures, mouse } = createRecorded();
    gestures.down(mouse(100));
    gestures.move(mouse(200));
    gestures.cancel();
    gestures.move(mouse(210));
    gestures.up(mouse(210));
    expect(calls).toEqual([['select', 100, 200], ['unselect'], ['point', 210]]);
  });

  it('only points if zooming is disabled', () => {
    const { calls, gestures, mouse } = createRecorded(false);
    gestures.down(mouse(100));
    gestures.move(mouse(200));
    gestures.up(mouse(200));
    expect(calls).toEqual([['point', 200]]);
  });
});

describe('createGestureRecognizer, one finger', () => {
  it('taps, but not when the page takes over to scroll', () => {
    const { calls, gestures, finger } = createRecorded();
    gestures.down(finger(1, 100));
    gestures.cancel();
    expect(calls).toEqual([]);
    gestures.down(finger(2, 100));
    gestures.up(finger(2, 101));
    expect(calls).toEqual([['tap', 101]]);
  });

  it('places the crosshair while sliding', () => {
    const { calls, gestures, finger } = createRecorded();
    gestures.down(finger(1, 100));
    gestures.move(finger(1, 102));
    gestures.move(finger(1, 130));
    gestures.up(finger(1, 130));
    expect(calls).toEqual([['place', 130]]);
  });

  it('requires a double tap to be close in place and time', () => {
    const { calls, gestures, finger } = createRecorded();
    const tap = (x: number, time: number) => {
      gestures.down(finger(1, x, time));
      gestures.up(finger(1, x, time));
    };
    tap(100, 0);
    tap(110, 300);
    tap(110, 400);
    tap(110, 2_000);
    tap(300, 2_100);
    expect(calls.map(([action]) => action)).toEqual(['tap', 'doubleTap', 'tap', 'tap', 'tap']);
  });
});

describe('createGestureRecognizer, two fingers', () => {
  function pinch(from: [number, number], to: [number, number]) {
    const { calls, gestures, finger } = createRecorded();
    gestures.down(finger(1, from[0]));
    gestures.down(finger(2, from[1]));
    gestures.move(finger(1, to[0]));
    gestures.move(finger(2, to[1]));
    gestures.up(finger(2, to[1]));
    gestures.move(finger(1, to[0] + 90));
    gestures.up(finger(1, to[0] + 90));
    return calls.filter(([action]) => action !== 'select' && action !== 'unselect');
  }

  it.each<[string, [number, number], [number, number], (string | number)[][]]>([
    [
      'zooms in and keeps the content under the fingers',
      [200, 400],
      [100, 500],
      [['reframe', 150, 450]],
    ],
    ['zooms in at the edge', [20, 120], [20, 220], [['reframe', 10, 310]]],
    ['zooms out when the fingers approach', [100, 500], [200, 400], [['reframe', -300, 900]]],
    ['pans when the fingers keep their distance', [200, 400], [280, 480], [['reframe', -80, 520]]],
    ['ignores small movements', [200, 400], [205, 402], []],
  ])('%s', (_, from, to, expected) => {
    expect(pinch(from, to)).toEqual(expected);
  });

  it('previews the zoom while it lies inside the plot', () => {
    const { calls, gestures, finger } = createRecorded();
    gestures.down(finger(1, 200));
    gestures.down(finger(2, 400));
    gestures.move(finger(2, 500));
    gestures.move(finger(2, 300));
    gestures.cancel();
    expect(calls).toEqual([['select', 67, 467], ['unselect']]);
  });
});
