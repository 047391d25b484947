import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../../../src/server/node/credentials/credential-files.ts';
import { parseSettings } from '../../../src/server/settings/settings.ts';

const ID = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
const SECRET = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';
const TOKEN = 'ALIBABA_CLOUD_SECURITY_TOKEN';

const OIDC = {
  ARTC_CREDENTIALS: 'oidc_role_arn',
  ALIBABA_CLOUD_ROLE_ARN: 'acs:ram::1:role/lens',
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: 'acs:ram::1:oidc-provider/k8s',
  ALIBABA_CLOUD_OIDC_TOKEN_FILE: '/var/run/token',
};

describe('ARTC_CREDENTIALS', () => {
  it.each([
    [{ ARTC_CREDENTIALS: 'profile' }, { kind: 'profile', profile: 'default' }],
    [
      { ARTC_CREDENTIALS: 'profile', ALIBABA_CLOUD_PROFILE: 'lens' },
      { kind: 'profile', profile: 'lens' },
    ],
    [{ ARTC_CREDENTIALS: 'ecs_ram_role' }, { kind: 'ecs_ram_role', roleName: undefined }],
    [
      { ARTC_CREDENTIALS: 'ecs_ram_role', ALIBABA_CLOUD_ECS_METADATA: 'lens' },
      { kind: 'ecs_ram_role', roleName: 'lens' },
    ],
    [
      OIDC,
      {
        kind: 'oidc_role_arn',
        roleArn: OIDC.ALIBABA_CLOUD_ROLE_ARN,
        providerArn: OIDC.ALIBABA_CLOUD_OIDC_PROVIDER_ARN,
        tokenFile: OIDC.ALIBABA_CLOUD_OIDC_TOKEN_FILE,
        sessionName: 'artc-lens',
      },
    ],
  ])('names a source of real data: %j', (env, credentialOrigin) => {
    expect(parseSettings(env).settings).toMatchObject({
      demo: false,
      credentials: undefined,
      credentialOrigin,
    });
  });

  it('left out or `keys` means the plain keys', () => {
    const { settings } = parseSettings({
      ARTC_CREDENTIALS: 'keys',
      [ID]: 'id',
      [SECRET]: 'secret',
    });
    expect(settings?.credentials).toMatchObject({ accessKeyId: 'id', accessKeySecret: 'secret' });
    expect(settings?.credentialOrigin).toBeUndefined();
    expect(parseSettings({ ARTC_CREDENTIALS: 'keys' }).settings?.demo).toBe(true);
  });

  it.each([
    [{ ARTC_CREDENTIALS: 'default' }, /must be one of keys, profile, ecs_ram_role, oidc_role_arn/],
    [
      { ARTC_CREDENTIALS: 'profile', [ID]: 'id' },
      /profile, but ALIBABA_CLOUD_ACCESS_KEY_ID is also set/,
    ],
    [
      { ...OIDC, ALIBABA_CLOUD_ROLE_ARN: '' },
      /oidc_role_arn, but ALIBABA_CLOUD_ROLE_ARN is not set/,
    ],
    [{ ...OIDC, ALIBABA_CLOUD_OIDC_PROVIDER_ARN: '' }, /OIDC_PROVIDER_ARN is not set/],
    [{ ...OIDC, ALIBABA_CLOUD_OIDC_TOKEN_FILE: '' }, /OIDC_TOKEN_FILE is not set/],
    [{ ARTC_CREDENTIALS: 'profile', DEBUG: 'httpx:body' }, /DEBUG must not name httpx/],
    [{ ARTC_CREDENTIALS: 'profile', DEBUG: '*' }, /DEBUG must not name/],
    [{ ARTC_CREDENTIALS: 'profile', DEBUG: 'sign' }, /DEBUG must not name/],
  ])('refuses %j in one sentence', (env, sentence) => {
    const { errors } = parseSettings(env);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatch(sentence);
  });
});

describe('settings', () => {
  it('show no key when they are printed or serialized', () => {
    const { settings } = parseSettings({
      [ID]: 'canaryId',
      [SECRET]: 'canarySecret',
      [TOKEN]: 'canaryT',
    });
    expect(settings?.credentials?.securityToken).toBe('canaryT');
    const shown = [inspect(settings, { depth: 9, showHidden: true }), JSON.stringify(settings)];
    expect(shown.join('')).not.toContain('canary');
  });
});

describe('secrets in files', () => {
  let directory: string;
  const file = (name: string, text: string) => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'artc-lens-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('are read, without the line end at their end', () => {
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

  it('may stand beside secrets in variables', () => {
    const { settings } = readSettings({
      [ID]: 'id',
      [`${SECRET}_FILE`]: file('secret', 'fromFile'),
    });
    expect(settings?.credentials).toMatchObject({ accessKeyId: 'id', accessKeySecret: 'fromFile' });
  });

  it('that are not named change nothing', () => {
    expect(readSettings({ [`${ID}_FILE`]: '', PORT: '9' })).toEqual(parseSettings({ PORT: '9' }));
  });

  it.each([
    ['does not exist', () => join(directory, 'none')],
    ['does not exist', () => join(file('flat', 'x'), 'below')],
    ['is empty', () => file('empty', ' \n')],
    ['is not a regular file', () => directory],
    ['is not a regular file', () => '/dev/zero'],
    ['is too large for a secret', () => file('large', 'x'.repeat(65_537))],
  ])('that cannot be had are told in one sentence: %s', (why, path) => {
    const { errors } = readSettings({ [ID]: 'id', [`${SECRET}_FILE`]: path() });
    expect(errors).toEqual([`${SECRET}_FILE names a file that ${why}.`]);
  });

  it.skipIf(process.getuid?.() === 0)('that this user may not read are told so', () => {
    const path = file('closed', 'secret');
    chmodSync(path, 0);
    const { errors } = readSettings({ [ID]: 'id', [`${SECRET}_FILE`]: path });
    expect(errors).toEqual([`${SECRET}_FILE names a file that this user may not read.`]);
  });

  it('may not be set twice, and every wrong one is named', () => {
    mkdirSync(join(directory, 'd'));
    const { errors } = readSettings({
      [ID]: 'id',
      [`${ID}_FILE`]: file('id', 'other'),
      [`${SECRET}_FILE`]: join(directory, 'd'),
    });
    expect(errors).toEqual([
      `${ID} and ${ID}_FILE are both set: unset one of them.`,
      `${SECRET}_FILE names a file that is not a regular file.`,
    ]);
  });

  it('with more than one line are refused without being repeated', () => {
    const { errors } = readSettings({
      [ID]: 'id',
      [`${SECRET}_FILE`]: file('two', 'canary\nline'),
    });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatch(/SECRET must not contain spaces, line breaks/);
    expect(errors?.[0]).not.toMatch(/canary/);
  });

  it('go with no named source of keys', () => {
    const { errors } = readSettings({
      ARTC_CREDENTIALS: 'profile',
      [`${ID}_FILE`]: file('id', 'x'),
    });
    expect(errors).toEqual([
      `ARTC_CREDENTIALS is profile, but ${ID} is also set: unset one of them.`,
    ]);
  });
});
