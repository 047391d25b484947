import { describe, expect, it } from 'vitest';
import { parseArchiver } from '../../../src/server/settings/archive.ts';
import { createEnvParser } from '../../../src/server/settings/env-parser.ts';
import { parseSettings } from '../../../src/server/settings/settings.ts';

describe('parseArchive', () => {
  const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret' };

  it.each([
    ['nothing in demo mode', {}, undefined],
    ['simulated days separately', { ARTC_DATA_DIR: 'd' }, { directory: 'd', account: 'demo' }],
    ['real days by default', keys, { directory: './data', account: 'default' }],
  ])('archives %s', (_title, env, archive) => {
    expect(parseSettings(env).settings?.archive).toEqual(archive);
  });

  it('rejects the demo account for real data', () => {
    const { errors } = parseSettings({ ...keys, ARTC_ACCOUNT: 'demo' });
    expect(errors).toEqual([expect.stringMatching(/^ARTC_ACCOUNT must not be demo/)]);
  });
});

describe('parseArchiver', () => {
  const conditions = { demo: false, apps: 1, hasArchive: true };

  it.each([
    ['is on by default with credentials, apps and an archive', undefined, conditions, true],
    ['is off by default without apps', undefined, { ...conditions, apps: 0 }, false],
    ['is off by default in demo mode', undefined, { ...conditions, demo: true }, false],
    ['can be switched off', '0', conditions, false],
    ['can be switched on in demo mode', '1', { ...conditions, demo: true, apps: 0 }, true],
  ])('%s', (_title, value, given, expected) => {
    const errors: string[] = [];
    expect(parseArchiver(createEnvParser({ ARTC_RECORD: value }, errors), given)).toBe(expected);
    expect(errors).toEqual([]);
  });

  it.each([
    ['ARTC_DATA_DIR', { ...conditions, demo: true, hasArchive: false }],
    ['ARTC_APPS', { ...conditions, apps: 0 }],
  ])('rejects ARTC_RECORD=1 without %s', (missing, given) => {
    const errors: string[] = [];
    parseArchiver(createEnvParser({ ARTC_RECORD: '1' }, errors), given);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(missing);
  });
});
