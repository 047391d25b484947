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

/** The parameters a message takes, in plural branches too. */
function parametersOf(message: string): string[] {
  const names = new Set<string>();
  const walkMessage = (compiled: unknown): void => {
    if (Array.isArray(compiled)) compiled.forEach(walkToken);
  };
  const walkToken = (token: unknown): void => {
    if (!Array.isArray(token)) return;
    const [name, , branches] = token;
    // # is the number a plural is about.
    if (typeof name === 'string' && name !== '#') names.add(name);
    if (typeof branches === 'object' && branches !== null)
      Object.values(branches).forEach(walkMessage);
  };
  walkMessage(compileMessage(message));
  return [...names].sort();
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
  it.each(ENTRIES)('%s parses and takes the same parameters in both languages', (_, { en, zh }) => {
    expect(en.trim()).not.toBe('');
    expect(zh.trim()).not.toBe('');
    expect(parametersOf(zh)).toEqual(parametersOf(en));
  });

  it('names nothing twice', () => {
    const names = [
      commonMessages,
      compareMessages,
      controlsMessages,
      dashboardMessages,
      insightsMessages,
      shareMessages,
    ].flatMap((words) => Object.keys(words));
    expect(names.length).toBe(ENTRIES.length);
  });

  it('has nothing that nobody says', () => {
    const source = readSource('src/app') + readSource('src/i18n');
    // `range.preset.${preset}` says every key that begins so.
    const starts = [...source.matchAll(/`([a-z][\w.-]*\.)\$\{/gi)].map(([, start = '']) => start);
    const unused = ENTRIES.map(([key]) => key).filter(
      (key) => !source.includes(`'${key}'`) && !starts.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });
});
