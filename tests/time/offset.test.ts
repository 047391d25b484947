import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/contract/domain/time.ts';
import { formatOffset, getOffset } from '../../src/time/offset.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 40);

describe('getOffset', () => {
  it('returns how far clocks are ahead of UTC', () => {
    expect(getOffset(NOW, 'UTC')).toBe(0);
    expect(getOffset(NOW, 'Asia/Shanghai')).toBe(8 * HOUR);
    expect(getOffset(NOW, 'America/St_Johns')).toBe(-3.5 * HOUR);
    expect(getOffset(Date.UTC(2026, 6, 1), 'Europe/Berlin')).toBe(2 * HOUR);
  });
});

describe('formatOffset', () => {
  it.each([
    ['Asia/Shanghai', 'UTC+8'],
    ['UTC', 'UTC'],
    ['America/St_Johns', 'UTC-3:30'],
    ['Asia/Kathmandu', 'UTC+5:45'],
  ])('formats the offset of %s as %s', (zone, offset) => {
    expect(formatOffset(NOW, zone)).toBe(offset);
  });
});
