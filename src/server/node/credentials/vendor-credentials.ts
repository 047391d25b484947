// The vendor's package for keys that are renewed, imported only when a setting names a source.
import type * as vendorPackage from '@alicloud/credentials';
import * as v from 'valibot';
import { LoadError } from '../../upstream/credential-source.ts';
import type { LoadedCredentials } from '../../upstream/credential-source.ts';
import type { CredentialOrigin } from '../../settings/credentials.ts';

type Vendor = typeof vendorPackage;

/** As the vendor's package gives it: with an end when it comes from a service. */
const SessionSchema = v.object({
  accessKeyId: v.pipe(v.string(), v.regex(/^[!-~]+$/)),
  accessKeySecret: v.pipe(v.string(), v.regex(/^[!-~]+$/)),
  securityToken: v.optional(v.pipe(v.string(), v.regex(/^[!-~]+$/))),
  expiration: v.optional(v.pipe(v.string(), v.transform(Date.parse), v.number())),
});

/**
 * Gets keys from `origin`. Each call makes a provider of its own: the package's providers may stay
 * stuck after a failure, do not hold back concurrent calls, and say nothing of an expiry. So their
 * own keeping is passed by, and only what fetches a session is used.
 */
export async function loadCredentials(origin: CredentialOrigin): Promise<LoadedCredentials> {
  // The metadata service's first version answers anybody who can make this machine ask.
  process.env['ALIBABA_CLOUD_IMDSV1_DISABLED'] = 'true';
  const vendor = await import('@alicloud/credentials');
  const raw = await openSession(vendor, origin).catch((error: unknown) => {
    throw explain(error);
  });
  const { success, output } = v.safeParse(SessionSchema, raw);
  // The parser's own words would quote what it parsed.
  if (!success) throw new TypeError('the source of credentials gave something else');
  const { expiration, ...credentials } = output;
  return { credentials, expiresAt: expiration };
}

/**
 * The package's errors quote whole answers. Of these only an error code (letters and dots) or a status
 * is taken; system errors have a code of their own.
 */
function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = /"Code":\s?"([A-Za-z]{2,40}(?:\.[A-Za-z]{2,40}){0,3})"/.exec(error.message)?.[1];
  const status = /(?:failed with|httpStatus:|credentials\/\S*) ([1-5]\d\d)\b/.exec(
    error.message,
  )?.[1];
  const reason = code ?? status;
  return reason === undefined ? error : new LoadError(reason);
}

function openSession(vendor: Vendor, origin: CredentialOrigin): Promise<unknown> {
  if (origin.kind === 'profile') return openProfile(vendor, origin.profile);
  if (origin.kind === 'ecs_ram_role') {
    const builder = vendor.ECSRAMRoleCredentialsProvider.builder().withDisableIMDSv1(true);
    if (origin.roleName !== undefined) builder.withRoleName(origin.roleName);
    return builder.build().refresher();
  }
  return vendor.OIDCRoleArnCredentialsProvider.builder()
    .withRoleArn(origin.roleArn)
    .withOIDCProviderArn(origin.providerArn)
    .withOIDCTokenFilePath(origin.tokenFile)
    .withRoleSessionName(origin.sessionName)
    .build()
    .refresher();
}

/** A profile may itself name a service: then the session of that service counts, with its end. */
async function openProfile(vendor: Vendor, name: string): Promise<unknown> {
  const { ECSRAMRoleCredentialsProvider, RAMRoleARNCredentialsProvider } = vendor;
  const profile = vendor.ProfileCredentialsProvider.builder().withProfileName(name).build();
  const choose = profile.getCredentialsProvider.bind(profile);
  let session: unknown;
  profile.getCredentialsProvider = (file: unknown) => {
    const chosen = choose(file);
    const isService =
      chosen instanceof ECSRAMRoleCredentialsProvider ||
      chosen instanceof RAMRoleARNCredentialsProvider;
    const getProviderName = () => chosen.getProviderName();
    const getCredentials = async () => {
      const got = isService ? await chosen.refresher() : await chosen.getCredentials();
      session = got;
      return Object.assign(got, { providerName: getProviderName() });
    };
    return { getProviderName, getCredentials };
  };
  await profile.getCredentials();
  return session;
}
