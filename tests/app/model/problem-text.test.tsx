// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { adviceKey, titleKey } from '../../../src/app/model/problem-text.ts';
import { commonMessages } from '../../../src/i18n/messages/common.ts';
import { controlsMessages } from '../../../src/i18n/messages/controls.ts';
import { dashboardMessages } from '../../../src/i18n/messages/dashboard.ts';
import { PROBLEM_CODES } from '../../../src/contract/wire/problem.ts';
import { en, zh } from '../../support/translators.ts';

const parameters = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1]));

describe('the dashboard’s words', () => {
  it.each(PROBLEM_CODES)('say what %s is and what to do, in both languages', (code) => {
    for (const key of [titleKey({ code }), adviceKey({ code })]) {
      expect(en.t(key)).toMatch(/[a-z]/);
      expect(zh.t(key)).toMatch(/\p{Script=Han}/u);
      expect(en.t(key)).not.toBe(key);
    }
  });

  it('say which it is of what can be wrong with keys', () => {
    const said = [
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
    for (const [problem, title] of said) expect(en.t(titleKey(problem))).toMatch(title);
    for (const translator of [en, zh]) {
      for (const key of [titleKey, adviceKey]) {
        expect(new Set(said.map(([problem]) => translator.t(key(problem)))).size).toBe(said.length);
      }
    }
  });

  it.each(Object.entries(dashboardMessages))(
    '%s takes the same parameters in both',
    (_key, entry) => {
      expect(parameters(entry.zh)).toEqual(parameters(entry.en));
    },
  );

  it('do not take a name another part of the catalogue has', () => {
    const others = [...Object.keys(commonMessages), ...Object.keys(controlsMessages)];
    expect(Object.keys(dashboardMessages).filter((key) => others.includes(key))).toEqual([]);
  });

  it.each([
    [1, 'mean of 1 5-minute value'],
    [2016, 'mean of 2,016 5-minute values'],
  ])('count %i value(s) properly', (n, text) => {
    expect(en.t('figure.mean', { n })).toBe(text);
  });

  it('never call an unweighted mean an average', () => {
    expect(JSON.stringify(dashboardMessages)).not.toMatch(/average|平均值/i);
  });
});
