// Runs the vendor's package against a mocked metadata service and a mocked STS. Their addresses are
// fixed in the package.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  LoadError,
  createRefreshingCredentials,
} from '../../../../src/server/upstream/credential-source.ts';
import type { Log } from '../../../../src/server/telemetry/log.ts';
import { loadCredentials } from '../../../../src/server/node/credentials/vendor-credentials.ts';
import { sleepOnTimers } from '../../../../src/server/timers.ts';
import { CREDENTIALS, NOW } from '../../../support/server/test-doubles.ts';

const META = 'http://100.100.100.200/latest';
const ROLES = `${META}/meta-data/ram/security-credentials/`;
const EXPIRES = '2026-11-20T18:00:00Z';
const network = setupServer();
let directory: string;
let metadataCalls: string[];

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
afterAll(() => network.close());
beforeEach(() => {
  metadataCalls = [];
  directory = mkdtempSync(join(tmpdir(), 'artc-lens-'));
  vi.stubEnv('ALIBABA_CLOUD_CREDENTIALS_FILE', join(directory, 'credentials'));
});
afterEach(() => {
  network.resetHandlers();
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

const createSession = (changes: object = {}) => ({
  AccessKeyId: CREDENTIALS.accessKeyId,
  AccessKeySecret: CREDENTIALS.accessKeySecret,
  SecurityToken: CREDENTIALS.securityToken,
  Expiration: EXPIRES,
  ...changes,
});

/** Mocks version 2 of the metadata service with the role `lens`. */
function mockMetadata(respond = () => HttpResponse.json({ Code: 'Success', ...createSession() })) {
  const hasToken = (request: Request) =>
    request.headers.get('x-aliyun-ecs-metadata-token') === 'meta-token';
  network.use(
    http.put(`${META}/api/token`, () => {
      metadataCalls.push('token');
      return HttpResponse.text('meta-token');
    }),
    http.get(ROLES, ({ request }) => {
      metadataCalls.push('role');
      return hasToken(request)
        ? HttpResponse.text('lens')
        : new HttpResponse(null, { status: 403 });
    }),
    http.get(`${ROLES}lens`, ({ request }) => {
      metadataCalls.push('keys');
      return hasToken(request) ? respond() : new HttpResponse(null, { status: 403 });
    }),
  );
}

/** Mocks STS and returns the forms and parameters of its calls. */
function mockSts(respond = () => HttpResponse.json({ Credentials: createSession() })) {
  const forms: URLSearchParams[] = [];
  network.use(
    http.post('https://sts.aliyuncs.com/', async ({ request }) => {
      const form = new URLSearchParams(await request.text());
      for (const [name, value] of new URL(request.url).searchParams) form.set(name, value);
      forms.push(form);
      return respond();
    }),
  );
  return forms;
}

function writeProfile(text: string): void {
  writeFileSync(join(directory, 'credentials'), text);
}

const createOidcOrigin = () => {
  const tokenFile = join(directory, 'token');
  writeFileSync(tokenFile, 'oidc-token');
  return {
    kind: 'oidc_role_arn',
    roleArn: 'acs:ram::1:role/lens',
    providerArn: 'acs:ram::1:oidc-provider/k8s',
    tokenFile,
    sessionName: 'artc-lens',
  } as const;
};
const LOADED = { credentials: CREDENTIALS, expiresAt: Date.parse(EXPIRES) };

describe('loadCredentials, ecs_ram_role', () => {
  it("returns the credentials of the machine's role with their expiry", async () => {
    mockMetadata();
    expect(await loadCredentials({ kind: 'ecs_ram_role', roleName: undefined })).toEqual(LOADED);
    expect(metadataCalls).toEqual(['token', 'role', 'token', 'keys']);
  });

  it('requests the configured role', async () => {
    mockMetadata();
    expect(await loadCredentials({ kind: 'ecs_ram_role', roleName: 'lens' })).toEqual(LOADED);
    expect(metadataCalls).toEqual(['token', 'keys']);
  });

  it('does not fall back to version 1 of the metadata service', async () => {
    network.use(
      http.put(`${META}/api/token`, () => new HttpResponse(null, { status: 404 })),
      http.get(`${ROLES}*`, () => {
        metadataCalls.push('version 1');
        return HttpResponse.json({ Code: 'Success', ...createSession() });
      }),
    );
    await expect(loadCredentials({ kind: 'ecs_ram_role', roleName: 'lens' })).rejects.toMatchObject(
      {
        reason: '404',
      },
    );
    expect(metadataCalls).toEqual([]);
  });
});

describe('loadCredentials, oidc_role_arn', () => {
  it('exchanges the token file at STS for credentials with an expiry', async () => {
    const forms = mockSts();
    expect(await loadCredentials(createOidcOrigin())).toEqual(LOADED);
    expect(Object.fromEntries(forms[0] ?? [])).toMatchObject({
      Action: 'AssumeRoleWithOIDC',
      OIDCToken: 'oidc-token',
      RoleArn: 'acs:ram::1:role/lens',
      OIDCProviderArn: 'acs:ram::1:oidc-provider/k8s',
      RoleSessionName: 'artc-lens',
    });
  });

  it('reads the token file again for every call', async () => {
    const forms = mockSts();
    const origin = createOidcOrigin();
    await loadCredentials(origin);
    writeFileSync(origin.tokenFile, 'renewed-token');
    await loadCredentials(origin);
    expect(forms.map((form) => form.get('OIDCToken'))).toEqual(['oidc-token', 'renewed-token']);
  });
});

describe('loadCredentials, profile', () => {
  const profile = { kind: 'profile', profile: 'lens' } as const;

  it('returns static keys without an expiry', async () => {
    writeProfile('[lens]\ntype = access_key\naccess_key_id = id\naccess_key_secret = secret\n');
    expect(await loadCredentials(profile)).toEqual({
      credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
      expiresAt: undefined,
    });
  });

  it('returns the session of a role with its expiry', async () => {
    const forms = mockSts();
    writeProfile(
      '[lens]\ntype = ram_role_arn\naccess_key_id = id\naccess_key_secret = secret\nrole_arn = acs:ram::1:role/lens\nrole_session_name = lens\n',
    );
    expect(await loadCredentials(profile)).toEqual(LOADED);
    expect(forms).toHaveLength(1);
  });

  it("returns the credentials of the machine's role, never by version 1", async () => {
    mockMetadata();
    writeProfile('[lens]\ntype = ecs_ram_role\nrole_name = lens\n');
    expect(await loadCredentials(profile)).toEqual(LOADED);
    network.use(http.put(`${META}/api/token`, () => new HttpResponse(null, { status: 404 })));
    metadataCalls = [];
    await expect(loadCredentials(profile)).rejects.toMatchObject({ reason: '404' });
    expect(metadataCalls).toEqual([]);
  });

  it.each([
    ['the file is missing', undefined, 'ENOENT'],
    ['the section is missing', '[other]\ntype = access_key\n', 'Can not find credential type'],
    ['the secret is missing', '[lens]\ntype = access_key\naccess_key_id = id\n', 'secret is empty'],
  ])('rejects when %s', async (_title, text, message) => {
    if (text !== undefined) writeProfile(text);
    await expect(loadCredentials(profile)).rejects.toThrow(message);
  });
});

describe('loadCredentials, failures', () => {
  it.each([
    [{ Code: 'EntityNotExist.Role', Message: CREDENTIALS.accessKeySecret }, 'EntityNotExist.Role'],
    [{ Code: 'AuthenticationFail.NoPermission' }, 'AuthenticationFail.NoPermission'],
    [{ Code: CREDENTIALS.accessKeySecret }, undefined],
  ])('reduces an error of STS to its code: %j', async (body, reason) => {
    mockSts(() => HttpResponse.json(body, { status: 400 }));
    const error: unknown = await loadCredentials(createOidcOrigin()).catch(
      (failure: unknown) => failure,
    );
    expect(error instanceof LoadError ? error.reason : undefined).toBe(reason);
  });

  it('reduces an error of the metadata service to its status', async () => {
    mockMetadata(() => HttpResponse.json({}, { status: 404 }));
    const failed = loadCredentials({ kind: 'ecs_ram_role', roleName: 'lens' });
    await expect(failed).rejects.toMatchObject({ reason: '404' });
  });
});

describe('createRefreshingCredentials over loadCredentials', () => {
  const logged: string[] = [];
  const record = (event: string, facts?: object) =>
    void logged.push(JSON.stringify([event, facts]));
  const log: Log = { debug: record, info: record, warn: record, error: record, audit: record };
  const createSource = (now: () => number, origin: Parameters<typeof loadCredentials>[0]) =>
    createRefreshingCredentials({
      load: () => loadCredentials(origin),
      now,
      tick: now,
      sleep: sleepOnTimers,
      log,
      hint: 'Check.',
    });

  it('makes one call for fifty concurrent requests', async () => {
    const forms = mockSts();
    const source = createSource(() => NOW, createOidcOrigin());
    const results = await Promise.all(Array.from({ length: 50 }, () => source()));
    expect(new Set(results.map(({ securityToken }) => securityToken)).size).toBe(1);
    expect(forms).toHaveLength(1);
  });

  it('loads successfully after a failure', async () => {
    let now = NOW;
    const source = createSource(() => now, createOidcOrigin());
    mockSts(() => HttpResponse.json({ Message: CREDENTIALS.securityToken }, { status: 500 }));
    await expect(source()).rejects.toMatchObject({ problem: { code: 'credentials_unavailable' } });
    network.resetHandlers();
    mockSts();
    now += 1_000;
    expect((await source()).accessKeyId).toBe(CREDENTIALS.accessKeyId);
  });

  it.each([
    ['an error that quotes the credentials', { Message: Object.values(CREDENTIALS).join() }, 500],
    [
      'a response without credentials',
      { Credentials: { Message: CREDENTIALS.accessKeySecret } },
      200,
    ],
    ['an invalid key', { Credentials: createSession({ AccessKeyId: 'line\nbreak' }) }, 200],
    ['an invalid expiry', { Credentials: createSession({ Expiration: 'soon' }) }, 200],
  ])('reports %s as a problem without secrets', async (_title, body, status) => {
    mockSts(() => HttpResponse.json(body, { status }));
    const error: unknown = await createSource(() => NOW, createOidcOrigin())().catch(
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ problem: { code: 'credentials_unavailable' } });
    const output = [inspect(error, { depth: 9, showHidden: true }), ...logged].join('\n');
    for (const secret of Object.values(CREDENTIALS)) expect(output).not.toContain(secret);
  });
});
