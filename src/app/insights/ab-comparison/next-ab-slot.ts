import type { AbWindows } from '../../../view/view.ts';

const LETTERS = ['a', 'b'] as const;

/** Which of two windows is to be marked next; undefined when both are. */
export function nextAbSlot(marked: AbWindows): 'a' | 'b' | undefined {
  return LETTERS.find((letter) => marked[letter] === undefined);
}
