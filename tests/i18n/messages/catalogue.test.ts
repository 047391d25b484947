import { compileMessage } from '@lingui/message-utils/compileMessage';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/i18n/messages/catalogue.ts';
import { commonMessages } from '../../../src/i18n/messages/common.ts';
import { compareMessages } from '../../../src/i18n/messages/compare.ts';
import { controlsMessages } from '../../../src/i18n/messages/controls.ts';
import { dashboardMessages } from '../../../src/i18n/messages/dashboard.ts';
import { insightsMessages } from '../../../src/i18n/messages/insights.ts';
import { shareMessages } from '../../../src/i18n/messages/share.ts';

const ENTRIES = Object.entries(catalogue);

// Includes the parameters of plural branches.
function parametersOf(message: string): string[] {
  const parameters = new Set<string>();
  const walkMessage = (compiled: unknown): void => {
    if (Array.isArray(compiled)) compiled.forEach(walkToken);
  };
  const walkToken = (token: unknown): void => {
    if (!Array.isArray(token)) return;
    const [name, , branches] = token;
    // # stands for the number of the plural.
    if (typeof name === 'string' && name !== '#') parameters.add(name);
    if (typeof branches === 'object' && branches !== null)
      Object.values(branches).forEach(walkMessage);
  };
  walkMessage(compileMessage(message));
  return [...parameters].sort();
}

function readSource(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (file) => file.isFile() && /\.tsx?$/.test(file.name) && !file.parentPath.endsWith('messages'),
    )
    .map((file) => readFileSync(join(file.parentPath, file.name), 'utf8'))
    .join('\n');
}

describe('catalogue', () => {
  it.each(ENTRIES)('%s parses and has the same parameters in both languages', (_, { en, zh }) => {
    expect(en.trim()).not.toBe('');
    expect(zh.trim()).not.toBe('');
    expect(parametersOf(zh)).toEqual(parametersOf(en));
  });

  it('has no duplicate keys', () => {
    const keys = [
      commonMessages,
      compareMessages,
      controlsMessages,
      dashboardMessages,
      insightsMessages,
      shareMessages,
    ].flatMap((messages) => Object.keys(messages));
    expect(keys.length).toBe(ENTRIES.length);
  });

  it('has no unused messages', () => {
    const source = readSource('src/app') + readSource('src/i18n');
    // `range.preset.${preset}` uses every key with that prefix.
    const prefixes = [...source.matchAll(/`([a-z][\w.-]*\.)\$\{/gi)].map(
      ([, prefix = '']) => prefix,
    );
    const unused = ENTRIES.map(([key]) => key).filter(
      (key) => !source.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });
});
