import type { Problem } from '../../contract/wire/problem.ts';
import type { MessageKey } from '../../i18n/messages/catalogue.ts';
import type { Translator } from '../../i18n/translate.ts';

/** The upstream's codes that say what happened more exactly than ours. */
const EXACTLY = new Map<string | undefined, 'key_unknown' | 'key_disabled' | 'token_over'>([
  ['InvalidAccessKeyId.NotFound', 'key_unknown'],
  ['InvalidAccessKeyId.Inactive', 'key_disabled'],
  ['InvalidSecurityToken.Expired', 'token_over'],
]);

type Said = Pick<Problem, 'code' | 'upstreamCode'>;

/** What happened. A code without words in the catalogue does not compile. */
export function titleKey({ code, upstreamCode }: Said): MessageKey {
  return `problem.${EXACTLY.get(upstreamCode) ?? code}.title`;
}

/** What to do about it. */
export function adviceKey({ code, upstreamCode }: Said): MessageKey {
  return `problem.${EXACTLY.get(upstreamCode) ?? code}.advice`;
}

/** What whoever helps needs: codes and ids, a line each, in terms that need no translation. */
export function listDetails(
  problem: Problem,
  translator: Translator,
): { label: string; value: string }[] {
  const { code, upstreamCode, requestId, field } = problem;
  return [
    { label: translator.t('problem.code'), value: code },
    ...(upstreamCode ? [{ label: translator.t('problem.upstreamCode'), value: upstreamCode }] : []),
    ...(requestId ? [{ label: translator.t('problem.requestId'), value: requestId }] : []),
    ...(field ? [{ label: translator.t('problem.field'), value: field }] : []),
  ];
}

/** The same as text to paste, with our own English sentence. */
export function formatDetails(problem: Problem, translator: Translator): string {
  const details = listDetails(problem, translator).map(({ label, value }) => `${label}: ${value}`);
  return [problem.message, ...details].join('\n');
}
