import { HOUR, STEP } from '../../contract/domain/time.ts';

/** Returns a number of buckets; undefined for other keys. */
export function crosshairStepFor(key: string, shift: boolean, count: number): number | undefined {
  const stride = shift ? HOUR / STEP : 1;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return -stride;
    case 'ArrowRight':
    case 'ArrowUp':
      return stride;
    case 'PageDown':
      return -HOUR / STEP;
    case 'PageUp':
      return HOUR / STEP;
    case 'Home':
      return -count;
    case 'End':
      return count;
    default:
      return undefined;
  }
}
