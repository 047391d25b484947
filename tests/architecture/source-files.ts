import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseSync } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** Path below `src` or `tests`. */
  path: string;
  code: string;
}

/** Reads all files below `root` (a directory of the repository) whose names match. */
export function readSourceFiles(root: string, pattern: RegExp): SourceFile[] {
  const directory = join(ROOT, root);
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, code: readFileSync(join(directory, path), 'utf8') }));
}

export interface Import {
  specifier: string;
  /** Path of the imported file, relative to the same root; undefined for packages. */
  target: string | undefined;
}

/** Static, dynamic and type imports, and re-exports. */
export function findImports({ path, code }: SourceFile): Import[] {
  const { module, errors } = parseSync(path, code);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed.`);
  const dynamicSpecifiers = module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
    code.slice(start, end).replaceAll(/['"`]/g, ''),
  );
  const reexportSpecifiers = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
  );
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...dynamicSpecifiers,
    ...reexportSpecifiers,
  ];
  return [...new Set(specifiers)].map((specifier) => ({
    specifier,
    target: specifier.startsWith('.') ? join(dirname(path), specifier) : undefined,
  }));
}

/** Names of all identifiers in the code, without comments and strings. */
export function findIdentifiers({ path, code }: SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    if (isIdentifier(node)) names.add(node.name);
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(path, code).program);
  return names;
}

function isIdentifier(node: object): node is { name: string } {
  return 'type' in node && /^(?:JSX|Private)?Identifier$/.test(String(node.type));
}

export function stripComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
}
