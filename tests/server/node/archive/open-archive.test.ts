import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../../src/server/node/archive/open-archive.ts';
import { SILENT_LOG } from '../../../../src/server/telemetry/log.ts';
import { createStoredWindow, openTestArchive } from '../../../support/server/archive-days.ts';
import { createTemporaryDirectory } from '../../../support/server/temporary-directory.ts';
import { NOW, createWindowRequest } from '../../../support/server/test-doubles.ts';

describe('openArchive', () => {
  it('throws when the directory belongs to another account', async () => {
    const directory = createTemporaryDirectory();
    const request = createWindowRequest();
    await openTestArchive(directory, { account: 'prod' }).put(request, createStoredWindow(request));
    renameSync(`${directory}/prod`, `${directory}/default`);
    const settings = {
      archive: { directory, account: 'default' },
      rateScale: 'percent' as const,
    };
    expect(() => openArchive({ settings, now: () => NOW, log: SILENT_LOG })).toThrow(
      /archived days of the account "prod" under the name "default"\. Set ARTC_ACCOUNT=prod/,
    );
    renameSync(`${directory}/default`, `${directory}/prod`);
    expect(openArchive({ settings, now: () => NOW, log: SILENT_LOG })?.stats().windows).toBe(0);
  });

  it('throws when the path is not a directory', () => {
    const directory = createTemporaryDirectory();
    writeFileSync(join(directory, 'file'), '');
    const archive = { directory: join(directory, 'file'), account: 'default' };
    const settings = { archive, rateScale: 'percent' as const };
    expect(() => openArchive({ settings, now: () => NOW, log: SILENT_LOG })).toThrow(
      /^ARTC_DATA_DIR ".*" cannot be used .* \(ENOTDIR\)\. Set it to a directory/,
    );
  });

  it.runIf(existsSync('/proc/self'))('throws for a path in /proc instead of blocking', () => {
    const settings = {
      archive: { directory: '/proc/nowhere', account: 'default' },
      rateScale: 'percent' as const,
    };
    expect(() => openArchive({ settings, now: () => NOW, log: SILENT_LOG })).toThrow(/\(ENOENT\)/);
  });

  it('creates a missing directory', () => {
    const archive = { directory: join(createTemporaryDirectory(), 'a', 'b'), account: 'default' };
    const settings = { archive, rateScale: 'percent' as const };
    openArchive({ settings, now: () => NOW, log: SILENT_LOG });
    expect(existsSync(join(archive.directory, 'default'))).toBe(true);
  });
});
