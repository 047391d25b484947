import type { AbWindows } from '../../../view/view.ts';

export const AB_SLOTS = ['a', 'b'] as const;

export function nextAbSlot(windows: AbWindows): 'a' | 'b' | undefined {
  return AB_SLOTS.find((slot) => windows[slot] === undefined);
}
