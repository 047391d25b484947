import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortenNames } from '../../../src/app/model/app-label.ts';

describe('shortenNames', () => {
  it.each([
    [
      ['Meeting', '课堂'],
      ['Meeting', '课堂'],
    ],
    [
      ['Classroom', 'Meeting', 'Live stage'],
      ['Clas…', 'Meeting', 'Live…'],
    ],
    [
      ['Classroom EU', 'Classroom US'],
      ['…EU', '…US'],
    ],
    [
      ['Classroom', 'Classroom EU'],
      ['…room', '…EU'],
    ],
    [
      ['互动课堂生产环境', '互动课堂测试环境'],
      ['…生产环境', '…测试环境'],
    ],
    [
      ['production-eu-classroom', 'production-us-classroom'],
      ['…eu-c…', '…us-c…'],
    ],
  ])('shortens %j to %j', (names, shortNames) => {
    expect(shortenNames(names)).toEqual(shortNames);
  });

  it('returns unique names for unique names', () => {
    const similarNames = ['a name that is long, east', 'a name that is long, east wing', 'b, east'];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(fc.string(), fc.constantFrom(...similarNames)), { maxLength: 4 }),
        (names) => {
          expect(new Set(shortenNames(names)).size).toBe(names.length);
        },
      ),
    );
  });
});
