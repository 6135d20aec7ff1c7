import type { Environment, Log, Secrets } from '../host/host.ts';
import { environmentReader } from './environment-reader.ts';
import type { FetchLike } from './fetch-like.ts';
import { isSafeForTokens } from './is-safe-for-tokens.ts';
import { payloadOf } from './payload.ts';

/** Keeps the token useless for every other service; it is never sent anywhere. */
const audience = 'port-dora';

/** Far above the size of a real token with all its claims. */
const largestAnswer = 64 * 1024;

interface Edge {
  readonly env: Environment;
  readonly fetch: FetchLike;
  readonly secrets: Secrets;
  readonly log: Pick<Log, 'debug'>;
  readonly signal?: AbortSignal;
}

/**
 * The name of the job's environment from its OIDC token, since no variable has it; `null`, with a debug line, when it is not offered.
 * Needs `permissions: id-token: write`. Source: GitHub docs, "OpenID Connect reference" (claim `environment`).
 */
export async function readGithubEnvironment(edge: Edge): Promise<string | null> {
  const reading = await readClaim(edge);
  if ('environment' in reading) return reading.environment;
  edge.log.debug(`github: no environment name from the OIDC token: ${reading.reason}`);
  return null;
}

type ClaimReading = { readonly environment: string } | { readonly reason: string };

async function readClaim(edge: Edge): Promise<ClaimReading> {
  const env = environmentReader(edge.env);
  const requestToken = env.get('ACTIONS_ID_TOKEN_REQUEST_TOKEN');
  if (requestToken !== null) edge.secrets.add(requestToken);
  const address = requestAddress(env.get('ACTIONS_ID_TOKEN_REQUEST_URL'));
  if (requestToken === null || address === null) return { reason: 'the job may not request one' };
  let body: string;
  try {
    const answer = await edge.fetch(address, {
      headers: { authorization: `Bearer ${requestToken}`, accept: 'application/json' },
      ...(edge.signal === undefined ? {} : { signal: edge.signal }),
    });
    if (answer.status !== 200) return { reason: `the request was answered with ${answer.status}` };
    body = await answer.text();
  } catch {
    return { reason: 'the request failed' };
  }
  return claimOf(body, edge.secrets);
}

function requestAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (!isSafeForTokens(url)) return null;
  url.searchParams.set('audience', audience);
  return url.href;
}

/** Reads the token without checking its signature: it comes straight from GitHub, and decides nothing but a name. */
function claimOf(body: string, secrets: Secrets): ClaimReading {
  if (body.length > largestAnswer) return { reason: 'the answer is too large' };
  const token = payloadOf(parsed(body))?.text('value') ?? null;
  if (token === null) return { reason: 'the answer holds no token' };
  secrets.add(token);
  const claims = payloadOf(
    parsed(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')),
  );
  if (claims === null) return { reason: 'the token cannot be read' };
  const environment = claims.text('environment');
  return environment === null ? { reason: 'the job has no environment' } : { environment };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
