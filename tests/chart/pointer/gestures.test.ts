import { describe, expect, it } from 'vitest';
import { createGestureRecognizer } from '../../../src/chart/pointer/gestures.ts';

const WIDTH = 600;

function started(canZoom = true) {
  const said: (string | number)[][] = [];
  const gestures = createGestureRecognizer(
    {
      point: (x) => void said.push(['point', x]),
      place: (x) => void said.push(['place', x]),
      tap: (x) => void said.push(['tap', x]),
      click: (x) => void said.push(['click', x]),
      doubleTap: () => void said.push(['doubleTap']),
      select: (from, to) => void said.push(['select', Math.round(from), Math.round(to)]),
      unselect: () => void said.push(['unselect']),
      zoom: (from, to) => void said.push(['zoom', Math.round(from), Math.round(to)]),
      reframe: (from, to) => void said.push(['reframe', Math.round(from), Math.round(to)]),
    },
    () => WIDTH,
    () => canZoom,
  );
  const mouse = (x: number) => ({ id: 1, isTouch: false, x, time: 0 });
  const finger = (id: number, x: number, time = 0) => ({ id, isTouch: true, x, time });
  return { said, gestures, mouse, finger };
}

describe('a mouse', () => {
  it('points where it passes and clicks where it is pressed and let go', () => {
    const { said, gestures, mouse } = started();
    gestures.move(mouse(50));
    gestures.down(mouse(50));
    gestures.move(mouse(52));
    gestures.up(mouse(52));
    expect(said).toEqual([
      ['point', 50],
      ['point', 52],
      ['click', 52],
    ]);
  });

  it('selects while it drags and zooms when it lets go, to the left too', () => {
    const { said, gestures, mouse } = started();
    gestures.down(mouse(300));
    gestures.move(mouse(200));
    expect(gestures.isSelecting()).toBe(true);
    gestures.up(mouse(180));
    expect(said).toEqual([['select', 200, 300], ['unselect'], ['zoom', 180, 300]]);
    expect(gestures.isSelecting()).toBe(false);
  });

  it('does nothing more once it was cancelled, until it is pressed again', () => {
    const { said, gestures, mouse } = started();
    gestures.down(mouse(100));
    gestures.move(mouse(200));
    gestures.cancel();
    gestures.move(mouse(210));
    gestures.up(mouse(210));
    expect(said).toEqual([['select', 100, 200], ['unselect'], ['point', 210]]);
  });

  it('only points where nothing can be zoomed', () => {
    const { said, gestures, mouse } = started(false);
    gestures.down(mouse(100));
    gestures.move(mouse(200));
    gestures.up(mouse(200));
    expect(said).toEqual([['point', 200]]);
  });
});

describe('a finger', () => {
  it('places the crosshair when it taps, not when the page scrolls under it', () => {
    const { said, gestures, finger } = started();
    gestures.down(finger(1, 100));
    gestures.cancel();
    expect(said).toEqual([]);
    gestures.down(finger(2, 100));
    gestures.up(finger(2, 101));
    expect(said).toEqual([['tap', 101]]);
  });

  it('takes the crosshair along when it slides', () => {
    const { said, gestures, finger } = started();
    gestures.down(finger(1, 100));
    gestures.move(finger(1, 102));
    gestures.move(finger(1, 130));
    gestures.up(finger(1, 130));
    expect(said).toEqual([['place', 130]]);
  });

  it('taps twice in one place for a double tap, and only there and in time', () => {
    const { said, gestures, finger } = started();
    const tap = (x: number, time: number) => {
      gestures.down(finger(1, x, time));
      gestures.up(finger(1, x, time));
    };
    tap(100, 0);
    tap(110, 300);
    tap(110, 400);
    tap(110, 2_000);
    tap(300, 2_100);
    expect(said.map(([what]) => what)).toEqual(['tap', 'doubleTap', 'tap', 'tap', 'tap']);
  });
});

describe('two fingers', () => {
  function pinched(from: [number, number], to: [number, number]) {
    const { said, gestures, finger } = started();
    gestures.down(finger(1, from[0]));
    gestures.down(finger(2, from[1]));
    gestures.move(finger(1, to[0]));
    gestures.move(finger(2, to[1]));
    gestures.up(finger(2, to[1]));
    gestures.move(finger(1, to[0] + 90));
    gestures.up(finger(1, to[0] + 90));
    return said.filter(([what]) => what !== 'select' && what !== 'unselect');
  }

  it.each<[string, [number, number], [number, number], (string | number)[][]]>([
    [
      'zoom in so that what was under them stays there',
      [200, 400],
      [100, 500],
      [['reframe', 150, 450]],
    ],
    ['zoom in at the edge', [20, 120], [20, 220], [['reframe', 10, 310]]],
    ['zoom out when they close in', [100, 500], [200, 400], [['reframe', -300, 900]]],
    [
      'move the plot along when they keep their distance',
      [200, 400],
      [280, 480],
      [['reframe', -80, 520]],
    ],
    ['mean nothing when they hardly move', [200, 400], [205, 402], []],
  ])('%s', (_, from, to, expected) => {
    expect(pinched(from, to)).toEqual(expected);
  });

  it('show what would fill the plot, as long as it is part of it', () => {
    const { said, gestures, finger } = started();
    gestures.down(finger(1, 200));
    gestures.down(finger(2, 400));
    gestures.move(finger(2, 500));
    gestures.move(finger(2, 300));
    gestures.cancel();
    expect(said).toEqual([['select', 67, 467], ['unselect']]);
  });
});
