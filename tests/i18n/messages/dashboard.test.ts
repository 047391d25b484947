import { describe, expect, it } from 'vitest';
import { commonMessages } from '../../../src/i18n/messages/common.ts';
import { controlsMessages } from '../../../src/i18n/messages/controls.ts';
import { dashboardMessages } from '../../../src/i18n/messages/dashboard.ts';
import { en } from '../../support/translators.ts';

const parametersOf = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\s*[,}]/g)].map((match) => match[1]));

describe('dashboardMessages', () => {
  it.each(Object.entries(dashboardMessages))(
    '%s has the same parameters in both languages',
    (_key, entry) => {
      expect(parametersOf(entry.zh)).toEqual(parametersOf(entry.en));
    },
  );

  it('have keys that no other catalogue file has', () => {
    const others = [...Object.keys(commonMessages), ...Object.keys(controlsMessages)];
    expect(Object.keys(dashboardMessages).filter((key) => others.includes(key))).toEqual([]);
  });

  it.each([
    [1, 'mean of 1 5-minute value'],
    [2016, 'mean of 2,016 5-minute values'],
  ])('use the plural form of %i value(s)', (n, text) => {
    expect(en.t('figure.mean', { n })).toBe(text);
  });

  it('do not call an unweighted mean an average', () => {
    expect(JSON.stringify(dashboardMessages)).not.toMatch(/average|平均值/i);
  });
});
