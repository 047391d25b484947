import { describe, expect, it } from 'vitest';
import { crosshairStepFor } from '../../../src/chart/pointer/crosshair-keys.ts';

describe('crosshairStepFor', () => {
  it.each([
    ['ArrowLeft', false, -1],
    ['ArrowRight', false, 1],
    ['ArrowRight', true, 12],
    ['PageDown', false, -12],
    ['Home', false, -288],
    ['End', false, 288],
    ['Tab', false, undefined],
  ])('maps %s (shift: %s) to %s buckets', (key, shift, expected) => {
    expect(crosshairStepFor(key, shift, 288)).toBe(expected);
  });
});
