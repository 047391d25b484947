// The vendor's package for keys that are renewed, imported only when a setting names a source.
import type * as vendorPackage from '@alicloud/credentials';
import * as v from 'valibot';
import type { LoadedCredentials } from '../credentials.ts';
import type { CredentialOrigin } from '../settings-credentials.ts';

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
  const raw = await openSession(vendor, origin);
  const { success, output } = v.safeParse(SessionSchema, raw);
  // The parser's own words would quote what it parsed.
  if (!success) throw new TypeError('the source of credentials gave something else');
  const { expiration, ...credentials } = output;
  return { credentials, expiresAt: expiration };
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
