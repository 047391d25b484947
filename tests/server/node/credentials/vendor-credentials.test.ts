// The vendor's own package, against a metadata service and an STS that stand in at the socket:
// their addresses (100.100.100.200, https) are fixed in the package.
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
let asked: string[];

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }));
afterAll(() => network.close());
beforeEach(() => {
  asked = [];
  directory = mkdtempSync(join(tmpdir(), 'artc-lens-'));
  vi.stubEnv('ALIBABA_CLOUD_CREDENTIALS_FILE', join(directory, 'credentials'));
});
afterEach(() => {
  network.resetHandlers();
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

const session = (changes: object = {}) => ({
  AccessKeyId: CREDENTIALS.accessKeyId,
  AccessKeySecret: CREDENTIALS.accessKeySecret,
  SecurityToken: CREDENTIALS.securityToken,
  Expiration: EXPIRES,
  ...changes,
});

/** A metadata service of the second version with the role `lens`. */
function useMetadata(respond = () => HttpResponse.json({ Code: 'Success', ...session() })) {
  const isKnown = (request: Request) =>
    request.headers.get('x-aliyun-ecs-metadata-token') === 'meta-token';
  network.use(
    http.put(`${META}/api/token`, () => {
      asked.push('token');
      return HttpResponse.text('meta-token');
    }),
    http.get(ROLES, ({ request }) => {
      asked.push('role');
      return isKnown(request) ? HttpResponse.text('lens') : new HttpResponse(null, { status: 403 });
    }),
    http.get(`${ROLES}lens`, ({ request }) => {
      asked.push('keys');
      return isKnown(request) ? respond() : new HttpResponse(null, { status: 403 });
    }),
  );
}

/** An STS that notes the form and parameters it gets. */
function useSts(respond = () => HttpResponse.json({ Credentials: session() })) {
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

const oidc = () => {
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

describe('ecs_ram_role', () => {
  it('gives the keys of the role the machine has, with their end', async () => {
    useMetadata();
    expect(await loadCredentials({ kind: 'ecs_ram_role', roleName: undefined })).toEqual(LOADED);
    expect(asked).toEqual(['token', 'role', 'token', 'keys']);
  });

  it('asks for the role that is named', async () => {
    useMetadata();
    expect(await loadCredentials({ kind: 'ecs_ram_role', roleName: 'lens' })).toEqual(LOADED);
    expect(asked).toEqual(['token', 'keys']);
  });

  it('does not fall back to the metadata service of the first version', async () => {
    network.use(
      http.put(`${META}/api/token`, () => new HttpResponse(null, { status: 404 })),
      http.get(`${ROLES}*`, () => {
        asked.push('first version');
        return HttpResponse.json({ Code: 'Success', ...session() });
      }),
    );
    await expect(loadCredentials({ kind: 'ecs_ram_role', roleName: 'lens' })).rejects.toMatchObject(
      {
        reason: '404',
      },
    );
    expect(asked).toEqual([]);
  });
});

describe('oidc_role_arn', () => {
  it('gives the keys STS gives for the token in the file, with their end', async () => {
    const forms = useSts();
    expect(await loadCredentials(oidc())).toEqual(LOADED);
    expect(Object.fromEntries(forms[0] ?? [])).toMatchObject({
      Action: 'AssumeRoleWithOIDC',
      OIDCToken: 'oidc-token',
      RoleArn: 'acs:ram::1:role/lens',
      OIDCProviderArn: 'acs:ram::1:oidc-provider/k8s',
      RoleSessionName: 'artc-lens',
    });
  });

  it('asks anew each time, with the token the file has then', async () => {
    const forms = useSts();
    const origin = oidc();
    await loadCredentials(origin);
    writeFileSync(origin.tokenFile, 'renewed-token');
    await loadCredentials(origin);
    expect(forms.map((form) => form.get('OIDCToken'))).toEqual(['oidc-token', 'renewed-token']);
  });
});

describe('profile', () => {
  const profile = { kind: 'profile', profile: 'lens' } as const;

  it('gives the keys of its section, which have no end', async () => {
    writeProfile('[lens]\ntype = access_key\naccess_key_id = id\naccess_key_secret = secret\n');
    expect(await loadCredentials(profile)).toEqual({
      credentials: { accessKeyId: 'id', accessKeySecret: 'secret' },
      expiresAt: undefined,
    });
  });

  it('gives the session of a role, with its end', async () => {
    const forms = useSts();
    writeProfile(
      '[lens]\ntype = ram_role_arn\naccess_key_id = id\naccess_key_secret = secret\nrole_arn = acs:ram::1:role/lens\nrole_session_name = lens\n',
    );
    expect(await loadCredentials(profile)).toEqual(LOADED);
    expect(forms).toHaveLength(1);
  });

  it('gives the keys of the role of the machine, never by the first version', async () => {
    useMetadata();
    writeProfile('[lens]\ntype = ecs_ram_role\nrole_name = lens\n');
    expect(await loadCredentials(profile)).toEqual(LOADED);
    network.use(http.put(`${META}/api/token`, () => new HttpResponse(null, { status: 404 })));
    asked = [];
    await expect(loadCredentials(profile)).rejects.toMatchObject({ reason: '404' });
    expect(asked).toEqual([]);
  });

  it.each([
    ['no file', undefined, 'ENOENT'],
    ['no such section', '[other]\ntype = access_key\n', 'Can not find credential type'],
    ['no secret', '[lens]\ntype = access_key\naccess_key_id = id\n', 'secret is empty'],
  ])('is none with %s', async (_what, text, message) => {
    if (text !== undefined) writeProfile(text);
    await expect(loadCredentials(profile)).rejects.toThrow(message);
  });
});

describe('a failure', () => {
  it.each([
    [{ Code: 'EntityNotExist.Role', Message: CREDENTIALS.accessKeySecret }, 'EntityNotExist.Role'],
    [{ Code: 'AuthenticationFail.NoPermission' }, 'AuthenticationFail.NoPermission'],
    [{ Code: CREDENTIALS.accessKeySecret }, undefined],
  ])('of STS says its code and nothing else: %j', async (body, reason) => {
    useSts(() => HttpResponse.json(body, { status: 400 }));
    const error: unknown = await loadCredentials(oidc()).catch((failure: unknown) => failure);
    expect(error instanceof LoadError ? error.reason : undefined).toBe(reason);
  });

  it('of the metadata service says its status', async () => {
    useMetadata(() => HttpResponse.json({}, { status: 404 }));
    const failed = loadCredentials({ kind: 'ecs_ram_role', roleName: 'lens' });
    await expect(failed).rejects.toMatchObject({ reason: '404' });
  });
});

describe('behind the wrapper', () => {
  const logged: string[] = [];
  const note = (event: string, facts?: object) => void logged.push(JSON.stringify([event, facts]));
  const log: Log = { debug: note, info: note, warn: note, error: note, audit: note };
  const wrap = (now: () => number, origin: Parameters<typeof loadCredentials>[0]) =>
    createRefreshingCredentials({
      load: () => loadCredentials(origin),
      now,
      tick: now,
      sleep: sleepOnTimers,
      log,
      hint: 'Check.',
    });

  it('fifty who ask at once make one call and all get the keys', async () => {
    const forms = useSts();
    const source = wrap(() => NOW, oidc());
    const all = await Promise.all(Array.from({ length: 50 }, () => source()));
    expect(new Set(all.map(({ securityToken }) => securityToken)).size).toBe(1);
    expect(forms).toHaveLength(1);
  });

  it('a failure does not stick', async () => {
    let now = NOW;
    const source = wrap(() => now, oidc());
    useSts(() => HttpResponse.json({ Message: CREDENTIALS.securityToken }, { status: 500 }));
    await expect(source()).rejects.toMatchObject({ problem: { code: 'credentials_unavailable' } });
    network.resetHandlers();
    useSts();
    now += 1_000;
    expect((await source()).accessKeyId).toBe(CREDENTIALS.accessKeyId);
  });

  it.each([
    ['an error that quotes the keys', { Message: Object.values(CREDENTIALS).join() }, 500],
    ['no keys', { Credentials: { Message: CREDENTIALS.accessKeySecret } }, 200],
    ['keys that are none', { Credentials: session({ AccessKeyId: 'line\nbreak' }) }, 200],
    ['keys with an end that is none', { Credentials: session({ Expiration: 'soon' }) }, 200],
  ])('%s is a problem without them', async (_what, body, status) => {
    useSts(() => HttpResponse.json(body, { status }));
    const error: unknown = await wrap(() => NOW, oidc())().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ problem: { code: 'credentials_unavailable' } });
    const said = [inspect(error, { depth: 9, showHidden: true }), ...logged].join('\n');
    for (const secret of Object.values(CREDENTIALS)) expect(said).not.toContain(secret);
  });
});
