import { describe, expect, it } from 'vitest';
import { countLines } from '../../../src/server/http/tap-body.ts';

describe('countLines', () => {
  it('counts line breaks', () => {
    const count = (text: string) => countLines(new TextEncoder().encode(text));
    expect(['', 'a', 'a\n', '\n\na\nb'].map(count)).toEqual([0, 0, 1, 3]);
  });
});
