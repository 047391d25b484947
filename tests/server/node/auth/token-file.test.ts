import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashText } from '../../../../src/server/auth/access-tokens.ts';
import { openTokenFile } from '../../../../src/server/node/auth/token-file.ts';
import { SILENT_LOG } from '../../../../src/server/telemetry/log.ts';
import { createToken } from '../../../support/server/access.ts';

let directory: string;
let file: string;

const createLine = async (name: string, seed: number) =>
  `${name}:${await hashText(createToken(seed))}\n`;
const readNames = async (tokens: ReturnType<typeof openTokenFile>) =>
  (await tokens()).map(({ name }) => name);

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'artc-tokens-'));
  file = join(directory, 'tokens');
  writeFileSync(file, (await createLine('alice', 1)) + (await createLine('bob', 2)));
});

afterEach(() => rmSync(directory, { recursive: true }));

describe('openTokenFile', () => {
  it('returns the current tokens, whether the file was rewritten or replaced', async () => {
    const tokens = openTokenFile(file, SILENT_LOG);
    expect(await readNames(tokens)).toEqual(['alice', 'bob']);
    writeFileSync(file, await createLine('bob', 2));
    expect(await readNames(tokens)).toEqual(['bob']);
    const replacement = join(directory, 'new');
    writeFileSync(replacement, await createLine('carol', 3));
    renameSync(replacement, file);
    expect(await readNames(tokens)).toEqual(['carol']);
    // Another token with the same name: the file size does not change.
    writeFileSync(file, await createLine('carol', 4));
    expect((await tokens())[0]?.hash).toBe(await hashText(createToken(4)));
  });

  it('returns no token while the file is missing, and all tokens afterwards', async () => {
    const tokens = openTokenFile(file, SILENT_LOG);
    renameSync(file, `${file}.away`);
    expect(await readNames(tokens)).toEqual([]);
    expect(await readNames(tokens)).toEqual([]);
    renameSync(`${file}.away`, file);
    expect(await readNames(tokens)).toEqual(['alice', 'bob']);
  });

  it('skips invalid lines and returns the other tokens', async () => {
    const tokens = openTokenFile(file, SILENT_LOG);
    writeFileSync(file, `${await createLine('alice', 1)}bob:half\n`);
    expect(await readNames(tokens)).toEqual(['alice']);
  });

  it('returns the same tokens to concurrent callers', async () => {
    const tokens = openTokenFile(file, SILENT_LOG);
    writeFileSync(file, await createLine('bob', 2));
    const lists = await Promise.all(Array.from({ length: 50 }, () => readNames(tokens)));
    expect(new Set(lists.map(String))).toEqual(new Set(['bob']));
  });

  it.each([
    ['is missing', undefined, /^ARTC_ACCESS_TOKENS names ".*", which cannot be read \(ENOENT\)\. /],
    ['is empty', '# no token\n', /^ARTC_ACCESS_TOKENS: ".*" contains no token\./],
    ['has an invalid line', '\nalice:secret\n', /^ARTC_ACCESS_TOKENS: line 2 of ".*" is invalid/],
  ])('throws when the file %s, without quoting it', (_title, text, message) => {
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
    expect(() => openTokenFile(file, SILENT_LOG)).toThrow(message);
    expect(() => openTokenFile(file, SILENT_LOG)).not.toThrow(/secret/);
  });
});
