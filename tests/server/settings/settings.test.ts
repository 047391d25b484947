import { describe, expect, it } from 'vitest';
import {
  loopbackHosts,
  parseSettings,
  serverHosts,
} from '../../../src/server/settings/settings.ts';

const KEYS = {
  ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI5tSecretId',
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'verySecretValue',
};

describe('parseSettings', () => {
  it('defaults to demo data on loopback', () => {
    expect(parseSettings({}).settings).toMatchObject({
      host: '127.0.0.1',
      port: 8787,
      logLevel: 'info',
      demo: true,
      credentials: undefined,
      apps: [],
      anyApp: true,
      endpoint: 'https://live.aliyuncs.com',
      qps: 50,
      rateScale: 'percent',
      settleMinutes: 15,
      seed: 'artc-lens',
    });
  });

  it('reads every variable', () => {
    const { settings } = parseSettings({
      ...KEYS,
      ALIBABA_CLOUD_SECURITY_TOKEN: 'token',
      HOST: '::1',
      PORT: '9000',
      LOG_LEVEL: 'debug',
      ARTC_APPS: 'Class = room=abc-1 ; Meeting=abc_2;',
      ARTC_ONLY_APPS: '1',
      ARTC_ENDPOINT: 'https://live.eu-central-1.aliyuncs.com/',
      ARTC_QPS: '20',
      ARTC_RATE_SCALE: 'fraction',
      ARTC_SETTLE_MINUTES: '30',
      ARTC_DATA_DIR: '/var/lib/artc-lens',
      ARTC_ACCOUNT: 'school',
      ARTC_SEED: 'seven',
    });
    expect(settings).toMatchObject({
      host: '::1',
      port: 9000,
      logLevel: 'debug',
      demo: false,
      credentials: {
        accessKeyId: 'LTAI5tSecretId',
        accessKeySecret: 'verySecretValue',
        securityToken: 'token',
      },
      apps: [
        { name: 'Class = room', id: 'abc-1' },
        { name: 'Meeting', id: 'abc_2' },
      ],
      anyApp: false,
      endpoint: 'https://live.eu-central-1.aliyuncs.com',
      qps: 20,
      rateScale: 'fraction',
      settleMinutes: 30,
      archive: { directory: '/var/lib/artc-lens', account: 'school' },
      seed: 'seven',
    });
  });

  it('treats empty variables as unset', () => {
    const empty = Object.fromEntries(
      [
        'HOST',
        'PORT',
        'ARTC_APPS',
        'ARTC_ENDPOINT',
        'ARTC_QPS',
        'LOG_LEVEL',
        ...Object.keys(KEYS),
      ].map((name) => [name, ' ']),
    );
    expect(parseSettings(empty)).toEqual(parseSettings({}));
  });

  it.each([
    ['PORT', '70000', /PORT must be a whole number from 0 to 65535, not "70000"/],
    ['PORT', '80a', /PORT/],
    ['HOST', '0.0.0.0', /HOST must be a loopback address .* no access control/],
    ['HOST', 'lens.example.com', /HOST/],
    ['LOG_LEVEL', 'loud', /LOG_LEVEL must be one of fatal, error/],
    ['ARTC_QPS', '0', /ARTC_QPS must be a whole number from 1 to 1000/],
    ['ARTC_QPS', '1.5', /ARTC_QPS/],
    ['ARTC_RATE_SCALE', 'permille', /ARTC_RATE_SCALE must be one of percent, fraction/],
    ['ARTC_SETTLE_MINUTES', '-1', /ARTC_SETTLE_MINUTES/],
    ['ARTC_ACCOUNT', '../else', /ARTC_ACCOUNT must be 1 to 64 letters, digits/],
    ['ARTC_ENDPOINT', 'live.aliyuncs.com', /ARTC_ENDPOINT must be a URL/],
    ['ARTC_ENDPOINT', 'https://live.aliyuncs.com/path', /without a path/],
    ['ARTC_ENDPOINT', 'https://user:hidden@live.aliyuncs.com', /ARTC_ENDPOINT/],
    ['ARTC_ENDPOINT', 'http://live.aliyuncs.com', /ARTC_ENDPOINT must use https/],
    ['ARTC_APPS', 'Classroom', /ARTC_APPS must be Name=appId pairs/],
    ['ARTC_APPS', '=abc', /ARTC_APPS must be Name=appId pairs/],
    ['ARTC_APPS', 'A=a b', /ARTC_APPS has an AppId that is not/],
    ['ARTC_APPS', 'A=x;B=x', /ARTC_APPS names the AppId "x" twice/],
    ['ARTC_APPS', 'A=x;A=y', /ARTC_APPS uses the name "A" twice/],
    ['ARTC_ONLY_APPS', '1', /ARTC_ONLY_APPS is 1, but ARTC_APPS names no app/],
    ['ARTC_ONLY_APPS', 'maybe', /ARTC_ONLY_APPS must be one of 0, 1/],
    ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'id', /_ID is set but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not/],
    [
      'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
      's',
      /_SECRET is set but ALIBABA_CLOUD_ACCESS_KEY_ID is not/,
    ],
    ['ALIBABA_CLOUD_SECURITY_TOKEN', 't', /ALIBABA_CLOUD_SECURITY_TOKEN is set but/],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0', /NODE_TLS_REJECT_UNAUTHORIZED must not be 0/],
    ['NODE_DEBUG', 'fs,http', /NODE_DEBUG must not name http/],
    ['NODE_DEBUG', 'TLS', /NODE_DEBUG/],
  ])('rejects %s=%s in one sentence', (name, value, sentence) => {
    const { errors } = parseSettings({ [name]: value });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatch(sentence);
    expect(errors?.[0]).toMatch(/\.$/);
  });

  it('treats an empty list of apps as no apps', () => {
    const { errors } = parseSettings({ ARTC_ONLY_APPS: '1', ARTC_APPS: ' ; ' });
    expect(errors).toEqual(['ARTC_ONLY_APPS is 1, but ARTC_APPS names no app.']);
  });

  it('accepts ::1 with and without brackets', () => {
    expect(parseSettings({ HOST: '[::1]' }).settings?.host).toBe('::1');
  });

  it('reports all errors at once', () => {
    const { errors } = parseSettings({ PORT: 'x', ARTC_QPS: 'y', HOST: '10.0.0.1' });
    expect(errors).toHaveLength(3);
  });

  it('never quotes a key or an endpoint in an error', () => {
    const { errors } = parseSettings({
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI bad',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'very\nSecret',
      ARTC_ENDPOINT: 'http://user:hidden@live.aliyuncs.com',
    });
    expect(errors).toHaveLength(3);
    expect(errors?.join(' ')).not.toMatch(/LTAI|Secret\b|hidden/);
  });

  it.each(['http://127.0.0.1:9001', 'http://localhost:9001', 'http://[::1]:9001'])(
    'accepts plain http to this machine: %s',
    (endpoint) => {
      expect(parseSettings({ ...KEYS, ARTC_ENDPOINT: endpoint }).settings?.endpoint).toBe(endpoint);
    },
  );

  it.each([
    { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    { NODE_DEBUG: 'http' },
    { NODE_DEBUG: 'fs,TLS' },
    { NODE_DEBUG: 'net' },
    { NODE_DEBUG: 'http*' },
    { NODE_DEBUG: '*' },
    { NODE_DEBUG: 'https' },
    { NODE_DEBUG: 'undici' },
  ])('rejects %j, which would expose keys', (env) => {
    expect(parseSettings(env).errors).toHaveLength(1);
  });
});

describe('loopbackHosts', () => {
  it('omits the default port of http', () => {
    expect(loopbackHosts(80)).toEqual(['127.0.0.1', 'localhost', '[::1]']);
    expect(loopbackHosts(8787)).toEqual(['127.0.0.1:8787', 'localhost:8787', '[::1]:8787']);
  });

  it('includes the address that the server listens on', () => {
    expect(loopbackHosts(8787, '127.0.0.2')).toContain('127.0.0.2:8787');
    expect(loopbackHosts(8787, '::1')).toEqual(loopbackHosts(8787));
  });
});

describe('serverHosts', () => {
  it.each([
    ['127.0.0.1', {}, []],
    ['10.0.0.8', {}, ['10.0.0.8:8787']],
    ['fd00::1', {}, ['[fd00::1]:8787']],
    ['0.0.0.0', { ARTC_HOSTS: 'lens.example.com' }, ['lens.example.com']],
    ['::', { ARTC_HOSTS: 'lens.example.com' }, ['lens.example.com']],
  ])('accepts loopback names and, for HOST=%s with %j, also %j', (HOST, env, otherHosts) => {
    const { settings } = parseSettings({ HOST, ARTC_ACCESS_TOKENS: 'tokens', ...env });
    if (!settings) throw new Error('valid settings were rejected');
    const local = ['127.0.0.1:8787', 'localhost:8787', '[::1]:8787'];
    expect(serverHosts(settings, 8_787)).toEqual([...local, ...otherHosts]);
  });
});
