import { describe, expect, it } from 'vitest';
import { chooseSignInLang, renderSignInPage } from '../../../src/server/auth/sign-in-page.ts';
import type { SignInError, SignInPageOptions } from '../../../src/server/auth/sign-in-page.ts';
import { SIGN_IN_TEMPLATE } from '../../support/server/sign-in-template.ts';

const OPTIONS: SignInPageOptions = {
  lang: 'en',
  theme: undefined,
  returnPath: '/',
  method: 'token',
};

function render(changes: Partial<SignInPageOptions> = {}): string {
  return renderSignInPage(SIGN_IN_TEMPLATE, { ...OPTIONS, ...changes });
}

describe('renderSignInPage', () => {
  const errors: (SignInError | undefined)[] = [
    undefined,
    { kind: 'invalid-token' },
    { kind: 'insecure' },
    { kind: 'rate-limited', seconds: 60 },
  ];

  it.each(
    (['token', 'gateway'] as const).flatMap((method) =>
      (['en', 'zh'] as const).flatMap((lang) => errors.map((error) => ({ method, lang, error }))),
    ),
  )('fills every placeholder for $method, $lang, $error.kind', (options) => {
    const page = render(options);
    expect(page).not.toMatch(/[{}]|<!-- |undefined/);
    expect(page.includes('<form')).toBe(options.method === 'token');
    expect(page.includes('role="alert"')).toBe(options.error !== undefined);
  });

  it('marks the field as invalid only after an invalid token', () => {
    expect(render({ error: { kind: 'invalid-token' } })).toContain('aria-invalid="true"');
    expect(render({ error: { kind: 'insecure' } })).toContain('aria-invalid="false"');
  });

  it('escapes values and does not expand placeholders in them', () => {
    const page = render({ returnPath: `/?a="><script>&b='{{title}}<!-- if form -->` });
    expect(page).toContain(
      'name="to" value="/?a=&quot;&gt;&lt;script&gt;&amp;b=&#39;{{title}}&lt;!-- if form --&gt;"',
    );
    expect(page).not.toContain('<script');
  });

  it('throws for an unknown placeholder', () => {
    expect(() => renderSignInPage('{{secret}}', OPTIONS)).toThrow(/no value for secret/);
  });
});

describe('chooseSignInLang', () => {
  it.each([
    [null, 'fr, zh-TW;q=0.9, en;q=0.8', 'zh'],
    [null, 'en-GB,zh', 'en'],
    [null, 'fr', 'en'],
    [null, undefined, 'en'],
    ['zh', 'en', 'zh'],
    ['xx', 'zh', 'zh'],
  ])('prefers %j to %j and returns %s', (lang, acceptLanguage, expected) => {
    expect(chooseSignInLang(lang, acceptLanguage)).toBe(expected);
  });
});
