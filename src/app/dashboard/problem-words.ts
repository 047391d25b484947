import type { Problem, ProblemCode } from '../../contract/problem.ts';
import type { WordKey } from '../words/catalogue.ts';
import type { Words } from '../words/words.ts';

/** What happened. A code without words in the catalogue does not compile. */
export function titleKey(code: ProblemCode): WordKey {
  return `problem.${code}.title`;
}

/** What to do about it. */
export function adviceKey(code: ProblemCode): WordKey {
  return `problem.${code}.advice`;
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
