import { describe, expect, it } from 'vitest';
import { isZoneName, resolveZone } from '../../src/time/zone.ts';

describe('isZoneName', () => {
  it.each([
    ['Asia/Shanghai', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+08:00', false],
    ['', false],
  ])('accepts IANA names only: %j', (name, isZone) => {
    expect(isZoneName(name)).toBe(isZone);
  });
});

describe('resolveZone', () => {
  it.each([
    ['local', 'Asia/Shanghai', 'Asia/Shanghai'],
    ['local', 'Etc/Unknown', 'UTC'],
    ['local', '', 'UTC'],
    ['UTC', 'Asia/Shanghai', 'UTC'],
    ['Europe/Berlin', 'Asia/Shanghai', 'Europe/Berlin'],
    ['Mars/Olympus', 'UTC', undefined],
    ['+08:00', 'UTC', undefined],
    ['', 'UTC', undefined],
  ])('resolves %s, where the browser is in %j, to %s', (choice, localZone, expected) => {
    expect(resolveZone(choice, localZone)).toBe(expected);
  });
});
