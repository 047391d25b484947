import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
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

describe('parseCredentials', () => {
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
  ])('reads the source of renewable credentials from %j', (env, credentialOrigin) => {
    expect(parseSettings(env).settings).toMatchObject({
      demo: false,
      credentials: undefined,
      credentialOrigin,
    });
  });

  it('reads the access key if ARTC_CREDENTIALS is unset or keys', () => {
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
  ])('rejects %j in one sentence', (env, sentence) => {
    const { errors } = parseSettings(env);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatch(sentence);
  });

  it('returns credentials that are not printed or serialized', () => {
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
