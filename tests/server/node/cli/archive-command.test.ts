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

/** Three days of one series with a gap before the last, and one day of a channel. */
const channel = createWindowRequest({ metric: 'FirstFrameCost', os: 'iOS', channelId: 'a "b",c' });
async function fill(): Promise<string> {
  const directory = createTemporaryDirectory();
  const archive = openTestArchive(directory);
  for (const request of [createDayRequest(6), createDayRequest(5), createDayRequest(1), channel]) {
    await archive.put(request, createStoredWindow(request));
  }
  return directory;
}

async function run(directory: string, line: string) {
  let out = '';
  let complaints = '';
  const code = await runArchiveCommand(line.split(' '), {
    env: { ARTC_DATA_DIR: directory },
    write: (text) => Promise.resolve(void (out += text)),
    writeError: (text) => void (complaints += text),
  });
  return { code, out, lines: out.trimEnd().split('\n'), complaints };
}

describe('list', () => {
  it('shows what there is, and the gaps', async () => {
    const directory = await fill();
    writeFileSync(`${directory}/access-tokens`, 'a file beside the accounts');
    const { code, lines } = await run(directory, 'list');
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

  it('of nothing says so', async () => {
    const { code, complaints } = await run(`${createTemporaryDirectory()}/none`, 'list');
    expect(code).toBe(0);
    expect(complaints).toMatch(/^No archived days in .*none match the filters\.\n$/);
  });
});

describe('verify', () => {
  it('is content with good files', async () => {
    const { code, lines } = await run(await fill(), 'verify');
    expect([code, lines]).toEqual([
      0,
      ['4 files checked: 4 valid, 0 damaged. Days lost earlier: 0.'],
    ]);
  });

  it('names every bad one, changes none, and says so by its exit code', async () => {
    const directory = await fill();
    const cut = archivePath(directory, createDayRequest(6));
    const moved = archivePath(directory, createDayRequest(5));
    writeFileSync(cut, readFileSync(cut).subarray(0, 100));
    writeFileSync(moved, readFileSync(archivePath(directory, createDayRequest(1))));
    for (let again = 0; again < 2; again += 1) {
      const { code, lines } = await run(directory, 'verify');
      expect(code).toBe(1);
      expect(lines).toEqual([
        `damaged  ${cut}: The file cannot be decompressed.`,
        `damaged  ${moved}: The file contains default 3f2a8c1e-app/JoinChannelSucRate/all 2026-11-19.json.gz.`,
        '4 files checked: 2 valid, 2 damaged. Days lost earlier: 0.',
      ]);
    }
    // What a server has set aside counts too, for as long as nothing took its place.
    await openTestArchive(directory).get(createDayRequest(6));
    const { code, lines } = await run(directory, 'verify --to 2026-11-14');
    expect([code, lines]).toEqual([
      1,
      [`lost     ${cut}`, '0 files checked: 0 valid, 0 damaged. Days lost earlier: 1.'],
    ]);
  });
});

describe('export', () => {
  it('writes a line a bucket, in UTC, empty where there was no value', async () => {
    const { code, lines } = await run(await fill(), 'export --segment all --from 2026-11-19');
    const values = decodeValues(createStoredWindow(createDayRequest(1)).encodedValues);
    expect(code).toBe(0);
    expect(lines).toHaveLength(1 + 288);
    expect(lines.slice(0, 3)).toEqual([
      'time,value,unit,metric,app,os,terminal,channel',
      '2026-11-19T00:00:00.000Z,,percent,JoinChannelSucRate,3f2a8c1e-app,,,',
      `2026-11-19T00:05:00.000Z,${values[1]},percent,JoinChannelSucRate,3f2a8c1e-app,,,`,
    ]);
  });

  it('writes any channel id as one cell', async () => {
    const { lines } = await run(await fill(), 'export --metric FirstFrameCost');
    expect(lines[2]).toMatch(/,ms,FirstFrameCost,3f2a8c1e-app,iOS,,"a ""b"",c"$/);
  });

  it('leaves out what is damaged, and says so', async () => {
    const directory = await fill();
    writeFileSync(archivePath(directory, createDayRequest(6)), 'x');
    const { code, lines, complaints } = await run(directory, 'export --segment all');
    expect([code, lines.length]).toEqual([1, 1 + 2 * 288]);
    expect(complaints).toMatch(
      /^skipped .*2026-11-14\.json\.gz: The file cannot be decompressed\.\n$/,
    );
  });
});

describe('the command', () => {
  it.each([
    ['', /^npm run archive -- list/],
    ['lsit', /^npm run archive -- list/],
    ['list all', /^npm run archive -- list/],
    ['list --colour', /^Unknown option '--colour'/],
    ['list --metric Stutter', /^--metric must be one of JoinChannelSucRate, /],
    ['list --from 2026-02-30', /^The day 2026-02-30 does not exist\./],
    ['export --from 20.11.2026', /^A day must have the format 2026-11-20, not 20\.11\.2026\./],
  ])('given as "%s" is explained', async (line, words) => {
    const { code, complaints } = await run(createTemporaryDirectory(), line);
    expect(code).toBe(64);
    expect(complaints).toMatch(words);
  });
});
