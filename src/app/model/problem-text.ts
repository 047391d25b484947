import type { Problem } from '../../contract/wire/problem.ts';
import type { WordKey } from '../i18n/catalogue.ts';
import type { Words } from '../i18n/translate.ts';

/** The upstream's codes that say what happened more exactly than ours. */
const EXACTLY = new Map<string | undefined, 'key_unknown' | 'key_disabled' | 'token_over'>([
  ['InvalidAccessKeyId.NotFound', 'key_unknown'],
  ['InvalidAccessKeyId.Inactive', 'key_disabled'],
  ['InvalidSecurityToken.Expired', 'token_over'],
]);

type Said = Pick<Problem, 'code' | 'upstreamCode'>;

/** What happened. A code without words in the catalogue does not compile. */
export function titleKey({ code, upstreamCode }: Said): WordKey {
  return `problem.${EXACTLY.get(upstreamCode) ?? code}.title`;
}

/** What to do about it. */
export function adviceKey({ code, upstreamCode }: Said): WordKey {
  return `problem.${EXACTLY.get(upstreamCode) ?? code}.advice`;
}

/** What whoever helps needs: codes and ids, a line each, in terms that need no translation. */
export function listDetails(problem: Problem, words: Words): { label: string; value: string }[] {
  const { code, upstreamCode, requestId, field } = problem;
  return [
    { label: words.t('problem.code'), value: code },
    ...(upstreamCode ? [{ label: words.t('problem.upstreamCode'), value: upstreamCode }] : []),
    ...(requestId ? [{ label: words.t('problem.requestId'), value: requestId }] : []),
    ...(field ? [{ label: words.t('problem.field'), value: field }] : []),
  ];
}

/** The same as text to paste, with our own English sentence. */
export function writeDetails(problem: Problem, words: Words): string {
  const details = listDetails(problem, words).map(({ label, value }) => `${label}: ${value}`);
  return [problem.message, ...details].join('\n');
}
