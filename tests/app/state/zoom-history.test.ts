import { describe, expect, it } from 'vitest';
import { nextZoomHistory, readZoomHistory } from '../../../src/app/state/zoom-history.ts';
import { HOUR } from '../../../src/contract/domain/time.ts';
import type { Span } from '../../../src/contract/domain/time.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import type { View } from '../../../src/view/view.ts';

const BEGIN = Date.UTC(2026, 10, 16);
const hours = (from: number, to: number): Span => ({
  begin: BEGIN + from * HOUR,
  end: BEGIN + to * HOUR,
});
const zoomed = (zoom?: Span): View => ({ ...DEFAULT_VIEW, ...(zoom && { zoom }) });

describe('nextZoomHistory', () => {
  const current = (zoom?: Span, zooms: (Span | null)[] = []) => ({ view: zoomed(zoom), zooms });

  it('appends the current zoom on a push', () => {
    expect(nextZoomHistory(current(), zoomed(hours(1, 9)), 'push')).toEqual([null]);
    expect(nextZoomHistory(current(hours(1, 9), [null]), zoomed(hours(2, 3)), 'push')).toEqual([
      null,
      hours(1, 9),
    ]);
  });

  it('adds nothing for a replace or another change', () => {
    expect(nextZoomHistory(current(hours(1, 9), [null]), zoomed(hours(1, 8)), 'replace')).toEqual([
      null,
    ]);
    const other = { ...zoomed(hours(1, 9)), os: 'iOS' as const };
    expect(nextZoomHistory(current(hours(1, 9), [null]), other, 'push')).toEqual([null]);
  });

  it('is empty after a reset of the zoom or a change of range', () => {
    expect(nextZoomHistory(current(hours(1, 9), [null]), zoomed(), 'push')).toEqual([]);
    const other: View = { ...zoomed(hours(1, 9)), range: { kind: 'preset', preset: '30d' } };
    expect(nextZoomHistory(current(hours(1, 9), [null]), other, 'push')).toEqual([]);
  });
});

describe('readZoomHistory', () => {
  it.each([null, undefined, 7, {}, { zooms: 'x' }, { zooms: [{ begin: 1 }] }])(
    'returns an empty list for the state %j',
    (state) => {
      expect(readZoomHistory(state)).toEqual([]);
    },
  );

  it('returns the stored zooms', () => {
    expect(readZoomHistory({ zooms: [null, hours(1, 2)] })).toEqual([null, hours(1, 2)]);
  });
});
