import { renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { resolveLang, useDocumentLang } from '../../../src/app/state/language.ts';

describe('resolveLang', () => {
  it.each([
    ['zh', 'en', ['en'], 'zh'],
    [undefined, 'zh', ['en'], 'zh'],
    [undefined, undefined, ['fr', 'zh-TW', 'en'], 'zh'],
    [undefined, undefined, ['fr'], 'en'],
  ] as const)(
    'for link %s, preference %s and browser %j returns %4$s',
    (fromLink, preferred, browserLanguages, lang) => {
      expect(resolveLang(fromLink, preferred, browserLanguages)).toBe(lang);
    },
  );
});

describe('useDocumentLang', () => {
  it('sets the lang attribute', () => {
    const root = document.createElement('html');
    renderHook(() => useDocumentLang('zh', root));
    expect(root.lang).toBe('zh-CN');
  });
});
