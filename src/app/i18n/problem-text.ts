import type { Problem } from '../../contract/wire/problem.ts';
import type { MessageKey } from '../../i18n/messages/catalogue.ts';
import type { Translator } from '../../i18n/translate.ts';

/** API error codes with messages of their own, more precise than those of our code. */
const PRECISE_MESSAGES = new Map<string | undefined, 'key_unknown' | 'key_disabled' | 'token_over'>(
  [
    ['InvalidAccessKeyId.NotFound', 'key_unknown'],
    ['InvalidAccessKeyId.Inactive', 'key_disabled'],
    ['InvalidSecurityToken.Expired', 'token_over'],
  ],
);

type ProblemCodes = Pick<Problem, 'code' | 'upstreamCode'>;

/** Returns the key of the message that says what happened. */
export function getTitleKey({ code, upstreamCode }: ProblemCodes): MessageKey {
  return `problem.${PRECISE_MESSAGES.get(upstreamCode) ?? code}.title`;
}

/** Returns the key of the message that says what to do. */
export function getAdviceKey({ code, upstreamCode }: ProblemCodes): MessageKey {
  return `problem.${PRECISE_MESSAGES.get(upstreamCode) ?? code}.advice`;
}

/** Returns the codes and ids that support asks for. */
export function listProblemDetails(
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

/** Returns the problem as text for the clipboard, with the server's English message. */
export function formatProblem(problem: Problem, translator: Translator): string {
  const details = listProblemDetails(problem, translator);
  return [problem.message, ...details.map(({ label, value }) => `${label}: ${value}`)].join('\n');
}
