import { describe, expect, it } from 'vitest';
import {
  formatWallFields,
  parseDayField,
  parseTimeField,
} from '../../../../src/app/controls/range/wall-fields.ts';

describe('formatWallFields', () => {
  it('formats an end at midnight as 24:00 of the previous day', () => {
    const span = { begin: Date.UTC(2026, 10, 19, 16), end: Date.UTC(2026, 10, 20, 16) };
    expect(formatWallFields(span, 'Asia/Shanghai')).toEqual({
      fromDay: '2026-11-20',
      fromTime: '00:00',
      toDay: '2026-11-20',
      toTime: '24:00',
    });
  });
});

describe('parseTimeField', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9:30', '09:30'],
    ['０９：３０', '09:30'],
    ['24:00', '24:00'],
    ['24:01', undefined],
    ['12:60', undefined],
    ['noon', undefined],
    ['', undefined],
  ])('parses %j to %j', (text, time) => {
    expect(parseTimeField(text)).toBe(time);
  });
});

describe('parseDayField', () => {
  it.each([
    ['2026-11-20', '2026-11-20'],
    [' 2026/1/2 ', '2026-01-02'],
    ['2026-02-30', undefined],
    ['tomorrow', undefined],
  ])('parses %j to %j', (text, day) => {
    expect(parseDayField(text)).toBe(day);
  });
});
