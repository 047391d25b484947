import { describe, expect, it } from 'vitest';
import { getAdviceKey, getTitleKey } from '../../../src/app/i18n/problem-text.ts';
import { PROBLEM_CODES } from '../../../src/contract/wire/problem.ts';
import { en, zh } from '../../support/translators.ts';

describe('getTitleKey and getAdviceKey', () => {
  it.each(PROBLEM_CODES)('return messages for %s in both languages', (code) => {
    for (const key of [getTitleKey({ code }), getAdviceKey({ code })]) {
      expect(en.t(key)).toMatch(/[a-z]/);
      expect(zh.t(key)).toMatch(/\p{Script=Han}/u);
      expect(en.t(key)).not.toBe(key);
    }
  });

  it('return a message of their own for each problem with credentials', () => {
    const cases = [
      [
        { code: 'signature_mismatch', upstreamCode: 'SignatureDoesNotMatch' },
        /secret does not match/,
      ],
      [{ code: 'key_invalid', upstreamCode: 'InvalidAccessKeyId.NotFound' }, /does not exist$/],
      [{ code: 'key_invalid', upstreamCode: 'InvalidAccessKeyId.Inactive' }, /is disabled$/],
      [{ code: 'key_invalid' }, /key is not accepted$/],
      [{ code: 'token_expired', upstreamCode: 'InvalidSecurityToken.Expired' }, /has expired$/],
      [{ code: 'token_expired' }, /token is not accepted$/],
      [{ code: 'no_permission', upstreamCode: 'NoPermission' }, /may not read/],
    ] as const;
    for (const [problem, title] of cases) expect(en.t(getTitleKey(problem))).toMatch(title);
    for (const translator of [en, zh]) {
      for (const key of [getTitleKey, getAdviceKey]) {
        expect(new Set(cases.map(([problem]) => translator.t(key(problem)))).size).toBe(
          cases.length,
        );
      }
    }
  });
});
