import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrapText } from '../../../src/app/export/chart-picture.ts';

describe('wrapText', () => {
  it('keeps all characters and no line exceeds the width', () => {
    const measure = (text: string) => text.length;
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z中文]{1,30}$/), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 8, max: 60 }),
        (parts, width) => {
          const lines = wrapText(parts.join(' '), width, measure);
          expect(lines.join('').replaceAll(' ', '')).toBe(parts.join(''));
          for (const line of lines) expect(measure(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
