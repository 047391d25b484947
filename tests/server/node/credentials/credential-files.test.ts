import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../../../src/server/node/credentials/credential-files.ts';
import { parseSettings } from '../../../../src/server/settings/settings.ts';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

describe('readSettings', () => {
  let directory: string;
  const file = (name: string, text: string) => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'artc-lens-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('reads secrets from files, without a final line break', () => {
    const { settings } = readSettings({
      [`${ID}_FILE`]: file('id', 'LTAIfromFile\n'),
      [`${SECRET}_FILE`]: file('secret', 'secretFromFile\r\n'),
      [`${TOKEN}_FILE`]: ` ${file('token', 'tokenFromFile')} `,
    });
    expect(settings?.demo).toBe(false);
    expect(settings?.credentials).toMatchObject({
      accessKeyId: 'LTAIfromFile',
      accessKeySecret: 'secretFromFile',
      securityToken: 'tokenFromFile',
    });
  });

  it('combines secrets in files and in variables', () => {
    const { settings } = readSettings({
      [ID]: 'id',
      [`${SECRET}_FILE`]: file('secret', 'fromFile'),
    });
    expect(settings?.credentials).toMatchObject({ accessKeyId: 'id', accessKeySecret: 'fromFile' });
  });

  it('parses the other variables if no file is named', () => {
    expect(readSettings({ [`${ID}_FILE`]: '', PORT: '9' })).toEqual(parseSettings({ PORT: '9' }));
  });

  it.each([
    ['does not exist', () => join(directory, 'none')],
    ['does not exist', () => join(file('flat', 'x'), 'below')],
    ['is empty', () => file('empty', ' \n')],
    ['is not a regular file', () => directory],
    ['is not a regular file', () => '/dev/zero'],
    ['is too large for a secret', () => file('large', 'x'.repeat(65_537))],
  ])('rejects a file that %s', (defect, path) => {
    const { errors } = readSettings({ [ID]: 'id', [`${SECRET}_FILE`]: path() });
    expect(errors).toEqual([`${SECRET}_FILE: the file ${defect}.`]);
  });

  it.skipIf(process.getuid?.() === 0)('rejects a file that this user may not read', () => {
    const path = file('closed', 'secret');
    chmodSync(path, 0);
    const { errors } = readSettings({ [ID]: 'id', [`${SECRET}_FILE`]: path });
    expect(errors).toEqual([`${SECRET}_FILE: the file is not readable for this user.`]);
  });

  it('rejects a secret that is set twice, and reports every invalid one', () => {
    mkdirSync(join(directory, 'd'));
    const { errors } = readSettings({
      [ID]: 'id',
      [`${ID}_FILE`]: file('id', 'other'),
      [`${SECRET}_FILE`]: join(directory, 'd'),
    });
    expect(errors).toEqual([
      `${ID} and ${ID}_FILE are both set. Unset one of them.`,
      `${SECRET}_FILE: the file is not a regular file.`,
    ]);
  });

  it('rejects a file of several lines without quoting it', () => {
    const { errors } = readSettings({
      [ID]: 'id',
      [`${SECRET}_FILE`]: file('two', 'canary\nline'),
    });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatch(/SECRET must not contain spaces, line breaks/);
    expect(errors?.[0]).not.toMatch(/canary/);
  });

  it('rejects a file together with a source of renewable credentials', () => {
    const { errors } = readSettings({
      ARTC_CREDENTIALS: 'profile',
      [`${ID}_FILE`]: file('id', 'x'),
    });
    expect(errors).toEqual([
      `ARTC_CREDENTIALS is profile, but ${ID} is also set: unset one of them.`,
    ]);
  });
});
