import type { PortDoraError } from '../../errors/port-dora-error.ts';
import { ApiError } from '../../port/api-error.ts';
import type { CredentialFacts, Facts } from '../facts.ts';
import { failure, fine, type Remark, skipped, warning } from '../finding.ts';

/** Whether the credentials open an account, and which. */
export function judgeCredentials({
  credentials,
  address,
  now,
}: Pick<Facts, 'credentials' | 'address' | 'now'>): readonly Remark[] {
  const { missing, organization } = credentials;
  if (missing.length > 0) return missing.map(({ message, hint }) => failure(message, hint));
  if ('notRead' in organization) return [skipped(organization.notRead)];
  if ('error' in organization) return [refused(organization.error, credentials, { address, now })];
  const { name, id } = organization.value;
  const who = name ?? id ?? 'without a name';
  return [fine(`logged in to the organization ${who}`), ...aboutToken(credentials, now)];
}

function refused(
  error: PortDoraError,
  { tokenEnd, otherRegion }: CredentialFacts,
  { address, now }: Pick<Facts, 'address' | 'now'>,
): Remark {
  const isRefused = error instanceof ApiError && error.status === 401;
  if (!isRefused) return failure(error.message, error.hint);
  if (tokenEnd !== null && tokenEnd <= now) {
    return failure(
      `the access token ended at ${new Date(tokenEnd).toISOString()}`,
      'give a new `access-token`, or better `client-id` and `client-secret`',
    );
  }
  if (otherRegion?.isTheirs) {
    return failure(
      `the account lives in the ${otherRegion.region} region, and this was ${address.region}`,
      `set \`region: ${otherRegion.region}\``,
    );
  }
  if (otherRegion === null) {
    const more = address.region === null ? '' : '; `--try-regions` asks the other region too';
    return failure(error.message, `${error.hint}${more}`);
  }
  return failure(
    'Port refuses the credentials in both regions',
    'copy client id and secret again from Port, both from the same pair',
  );
}

const tenMinutes = 600_000;

/** A ready token is good for trying things, and for three hours. Source: Port's page "Port API", Authentication. */
function aboutToken({ isReadyToken, tokenEnd }: CredentialFacts, now: number): readonly Remark[] {
  if (!isReadyToken) return [];
  const when = tokenEnd === null ? 'within three hours' : `at ${new Date(tokenEnd).toISOString()}`;
  const isSoon = tokenEnd !== null && tokenEnd - now < tenMinutes;
  return [
    warning(
      `the access token ends ${when}${isSoon ? ', which is soon' : ''}`,
      'give `client-id` and `client-secret` where jobs report',
    ),
  ];
}
