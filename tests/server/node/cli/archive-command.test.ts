import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeValues } from '../../../../src/server/store/encoded-values.ts';
import { runArchiveCommand } from '../../../../src/server/node/cli/archive-command.ts';
import {
  createDayRequest,
  createStoredWindow,
  openTestArchive,
  archivePath,
} from '../../../support/server/archive-days.ts';
import { createTemporaryDirectory } from '../../../support/server/temporary-directory.ts';
import { createWindowRequest } from '../../../support/server/test-doubles.ts';

const CHANNEL_REQUEST = createWindowRequest({
  metric: 'FirstFrameCost',
  os: 'iOS',
  channelId: 'a "b",c',
});

/** Three days of one series with a gap before the last, and one day of a channel. */
async function createFilledArchive(): Promise<string> {
  const directory = createTemporaryDirectory();
  const archive = openTestArchive(directory);
  for (const request of [
    createDayRequest(6),
    createDayRequest(5),
    createDayRequest(1),
    CHANNEL_REQUEST,
  ]) {
    await archive.put(request, createStoredWindow(request));
  }
  return directory;
}

async function runCommand(directory: string, line: string) {
  let out = '';
  let errors = '';
  const code = await runArchiveCommand(line.split(' '), {
    env: { ARTC_DATA_DIR: directory },
    write: (text) => Promise.resolve(void (out += text)),
    writeError: (text) => void (errors += text),
  });
  return { code, out, lines: out.trimEnd().split('\n'), errors };
}

describe('runArchiveCommand list', () => {
  it('prints the archived series and their gaps', async () => {
    const directory = await createFilledArchive();
    writeFileSync(`${directory}/access-tokens`, 'a file beside the accounts');
    const { code, lines } = await runCommand(directory, 'list');
    expect(code).toBe(0);
    expect(lines.map((line) => line.split(/\s+/))).toEqual([
      ['account', 'app', 'metric', 'segment', 'days', 'first', 'last', 'gaps', 'lost'],
      [
        'default',
        '3f2a8c1e-app',
        'JoinChannelSucRate',
        'all',
        '3',
        '2026-11-14',
        '2026-11-19',
        '2026-11-16..2026-11-18',
        '-',
      ],
      [
        'default',
        '3f2a8c1e-app',
        'FirstFrameCost',
        expect.stringMatching(/^ios~channel-a__b__c-[0-9a-f]{16}$/),
        '1',
        '2026-11-19',
        '2026-11-19',
        '-',
        '-',
      ],
    ]);
  });

  it('prints a message when the archive is empty', async () => {
    const { code, errors } = await runCommand(`${createTemporaryDirectory()}/none`, 'list');
    expect(code).toBe(0);
    expect(errors).toMatch(/^No archived days in .*none match the filters\.\n$/);
  });
});

describe('runArchiveCommand verify', () => {
  it('returns 0 when all files are valid', async () => {
    const { code, lines } = await runCommand(await createFilledArchive(), 'verify');
    expect([code, lines]).toEqual([
      0,
      ['4 files checked: 4 valid, 0 damaged. Days lost earlier: 0.'],
    ]);
  });

  it('names every damaged file, changes none and returns 1', async () => {
    const directory = await createFilledArchive();
    const truncated = archivePath(directory, createDayRequest(6));
    const misplaced = archivePath(directory, createDayRequest(5));
    writeFileSync(truncated, readFileSync(truncated).subarray(0, 100));
    writeFileSync(misplaced, readFileSync(archivePath(directory, createDayRequest(1))));
    for (let pass = 0; pass < 2; pass += 1) {
      const { code, lines } = await runCommand(directory, 'verify');
      expect(code).toBe(1);
      expect(lines).toEqual([
        `damaged  ${truncated}: The file cannot be decompressed.`,
        `damaged  ${misplaced}: The file contains default 3f2a8c1e-app/JoinChannelSucRate/all 2026-11-19.json.gz.`,
        '4 files checked: 2 valid, 2 damaged. Days lost earlier: 0.',
      ]);
    }
    // A day is lost while only its quarantined file exists.
    await openTestArchive(directory).get(createDayRequest(6));
    const { code, lines } = await runCommand(directory, 'verify --to 2026-11-14');
    expect([code, lines]).toEqual([
      1,
      [`lost     ${truncated}`, '0 files checked: 0 valid, 0 damaged. Days lost earlier: 1.'],
    ]);
  });
});

describe('runArchiveCommand export', () => {
  it('prints one line per bucket with a UTC time, without a value where data is missing', async () => {
    const { code, lines } = await runCommand(
      await createFilledArchive(),
      'export --segment all --from 2026-11-19',
    );
    const values = decodeValues(createStoredWindow(createDayRequest(1)).encodedValues);
    expect(code).toBe(0);
    expect(lines).toHaveLength(1 + 288);
    expect(lines.slice(0, 3)).toEqual([
      'time,value,unit,metric,app,os,terminal,channel',
      '2026-11-19T00:00:00.000Z,,percent,JoinChannelSucRate,3f2a8c1e-app,,,',
      `2026-11-19T00:05:00.000Z,${values[1]},percent,JoinChannelSucRate,3f2a8c1e-app,,,`,
    ]);
  });

  it('quotes channel ids', async () => {
    const { lines } = await runCommand(
      await createFilledArchive(),
      'export --metric FirstFrameCost',
    );
    expect(lines[2]).toMatch(/,ms,FirstFrameCost,3f2a8c1e-app,iOS,,"a ""b"",c"$/);
  });

  it('skips damaged files, names them and returns 1', async () => {
    const directory = await createFilledArchive();
    writeFileSync(archivePath(directory, createDayRequest(6)), 'x');
    const { code, lines, errors } = await runCommand(directory, 'export --segment all');
    expect([code, lines.length]).toEqual([1, 1 + 2 * 288]);
    expect(errors).toMatch(/^skipped .*2026-11-14\.json\.gz: The file cannot be decompressed\.\n$/);
  });
});

describe('runArchiveCommand', () => {
  it.each([
    ['', /^npm run archive -- list/],
    ['lsit', /^npm run archive -- list/],
    ['list all', /^npm run archive -- list/],
    ['list --colour', /^Unknown option '--colour'/],
    ['list --metric Stutter', /^--metric must be one of JoinChannelSucRate, /],
    ['list --from 2026-02-30', /^The day 2026-02-30 does not exist\./],
    ['export --from 20.11.2026', /^A day must have the format 2026-11-20, not 20\.11\.2026\./],
  ])('prints the error and the usage for "%s"', async (line, message) => {
    const { code, errors } = await runCommand(createTemporaryDirectory(), line);
    expect(code).toBe(64);
    expect(errors).toMatch(message);
  });
});
