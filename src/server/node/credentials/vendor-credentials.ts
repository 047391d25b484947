import type * as vendorPackage from '@alicloud/credentials';
import * as v from 'valibot';
import type { CredentialOrigin } from '../../settings/credentials.ts';
import { LoadError } from '../../upstream/credential-source.ts';
import type { LoadedCredentials } from '../../upstream/credential-source.ts';

type VendorPackage = typeof vendorPackage;

const SessionSchema = v.object({
  accessKeyId: v.pipe(v.string(), v.regex(/^[!-~]+$/)),
  accessKeySecret: v.pipe(v.string(), v.regex(/^[!-~]+$/)),
  securityToken: v.optional(v.pipe(v.string(), v.regex(/^[!-~]+$/))),
  expiration: v.optional(v.pipe(v.string(), v.transform(Date.parse), v.number())),
});

/**
 * Loads credentials with the vendor's package. Throws LoadError with the service's error code or
 * HTTP status, a TypeError if the result is invalid, otherwise the original error.
 */
export async function loadCredentials(origin: CredentialOrigin): Promise<LoadedCredentials> {
  // Version 1 of the metadata service is open to request forgery.
  process.env['ALIBABA_CLOUD_IMDSV1_DISABLED'] = 'true';
  const vendor = await import('@alicloud/credentials');
  const session = await fetchSession(vendor, origin).catch((error: unknown) => {
    throw withoutSecrets(error);
  });
  const { success, output } = v.safeParse(SessionSchema, session);
  // The parser's error quotes its input.
  if (!success) throw new TypeError('The credential source returned an invalid result.');
  const { expiration, ...credentials } = output;
  return { credentials, expiresAt: expiration };
}

// The package's errors quote whole responses: only an error code or a status is taken from them.
function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = /"Code":\s?"([A-Za-z]{2,40}(?:\.[A-Za-z]{2,40}){0,3})"/.exec(error.message)?.[1];
  const status = /(?:failed with|httpStatus:|credentials\/\S*) ([1-5]\d\d)\b/.exec(
    error.message,
  )?.[1];
  const reason = code ?? status;
  return reason === undefined ? error : new LoadError(reason);
}

// The package's own cache can get stuck after a failure and hides the expiry; `refresher` bypasses it.
function fetchSession(vendor: VendorPackage, origin: CredentialOrigin): Promise<unknown> {
  if (origin.kind === 'profile') return fetchProfileSession(vendor, origin.profile);
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

// A profile may refer to a service, whose session is captured inside the provider for its expiry.
async function fetchProfileSession(vendor: VendorPackage, name: string): Promise<unknown> {
  const { ECSRAMRoleCredentialsProvider, RAMRoleARNCredentialsProvider } = vendor;
  const profile = vendor.ProfileCredentialsProvider.builder().withProfileName(name).build();
  const selectProvider = profile.getCredentialsProvider.bind(profile);
  let session: unknown;
  profile.getCredentialsProvider = (file: unknown) => {
    const provider = selectProvider(file);
    const isService =
      provider instanceof ECSRAMRoleCredentialsProvider ||
      provider instanceof RAMRoleARNCredentialsProvider;
    const getProviderName = () => provider.getProviderName();
    const getCredentials = async () => {
      const result = isService ? await provider.refresher() : await provider.getCredentials();
      session = result;
      return Object.assign(result, { providerName: getProviderName() });
    };
    return { getProviderName, getCredentials };
  };
  await profile.getCredentials();
  return session;
}
