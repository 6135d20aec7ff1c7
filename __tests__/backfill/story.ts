import { createGitlabHost } from '../../src/backfill/hosts/gitlab.ts';
import type { BackfillOutcome } from '../../src/backfill/run-backfill.ts';
import { type Account, type ShownEntity, startAccount } from '../account/start-account.ts';
import { fetchFrom, type StandIn, type StandInAnswer } from '../scm/hosts/stand-in.ts';
import { githubOrganization, organization } from './hosts/github-organization.ts';
import { gitlabGroup, type StandInProject } from './hosts/gitlab-group.ts';
import { rateLimited } from './hosts/rate-limited.ts';
import { runOnStandIn, type StandInRun } from './run-on-stand-in.ts';

/** Repositories on GitHub in an organisation and on GitLab in a group with subgroups, and an account of Port for them. */
export interface Story {
  readonly repositories: number;
  readonly deployments: number;
  /** How many requests the hosts refused so far. */
  refused(): number;
  /** An account with all services. */
  openAccount(): Promise<Account>;
  /** Runs the backfill of both hosts, one after the other; the second does not begin when the first has ended early. */
  run(account: Account, more?: Partial<StandInRun>): Promise<readonly BackfillOutcome[]>;
}

const now = Date.parse('2026-02-10T00:00:00Z');
const placesBlueprint = 'port_dora_backfill';
const inAMinute = String(now / 1000 + 60);

/** Both hosts and Port refuse some requests because of their limits. */
export function createStory(size: { readonly github: number; readonly gitlab: number }): Story {
  const { repositories, projects } = listRepositories(size);
  const titles = [
    ...repositories.map(({ name }) => name),
    ...projects.map(({ path }) => path.split('/').at(-1) ?? ''),
  ];
  const github = githubOrganization('acme', repositories, 'https://github.test');
  const gitlab = gitlabGroup('acme', projects);
  let refused = 0;
  // Each process meets limits at the same places.
  const limited = (standIn: StandIn, limits: Limits) =>
    fetchFrom(
      rateLimited(
        standIn,
        limits.every,
        limits.answers.map((answer) => () => {
          refused += 1;
          return answer;
        }),
      ),
    );
  return {
    repositories: titles.length,
    deployments:
      repositories.reduce((sum, { deployments }) => sum + deployments.length, 0) +
      projects.reduce((sum, { deployments }) => sum + deployments, 0),
    refused: () => refused,
    openAccount: () => openAccount(titles),
    async run(account, { flags, ...more } = {}) {
      const all = { incremental: 'true', ...flags };
      const both = { account, now, ...more };
      const first = await runOnStandIn({
        ...both,
        fetch: limited(github, githubLimits),
        flags: all,
      });
      if (first.ended !== null) return [first];
      return [
        first,
        await runOnStandIn({
          ...{ ...both, fetch: limited(gitlab, gitlabLimits), host: gitlabHost },
          flags: { ...all, from: 'gitlab', group: 'acme', org: '', 'lead-time': 'off' },
        }),
      ];
    },
  };
}

/** Most of them deploy now and then, and some often enough for failures, rollbacks and recoveries. */
function listRepositories({ github, gitlab }: { github: number; gitlab: number }) {
  const busy = organization(github, 8);
  const repositories = organization(github, 2).map((one, index) =>
    index % 25 === 0 ? (busy[index] ?? one) : one,
  );
  const projects = Array.from({ length: gitlab }, (_, index): StandInProject => {
    const folder = ['', 'team-one/', 'team-two/below/'][index % 3] ?? '';
    const path = `${folder}app-${String(index).padStart(2, '0')}`;
    return { path, deployments: index % 20 === 0 ? 8 : 2 };
  });
  return { repositories, projects };
}

/** Each so many-th request is refused with one of these answers. */
interface Limits {
  readonly every: number;
  readonly answers: readonly StandInAnswer[];
}

// GitHub's documentation: "Rate limits for the REST API", "Rate limits and query limits for the GraphQL API".
const githubLimits: Limits = {
  every: 41,
  answers: [
    {
      ...{ status: 403, body: { message: 'API rate limit exceeded' } },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inAMinute },
    },
    { status: 429, headers: { 'retry-after': '60' }, body: {} },
  ],
};

// GitLab's documentation: "User and IP rate limits", response headers.
const gitlabLimits: Limits = {
  every: 5,
  answers: [
    { status: 429, headers: { 'retry-after': '30' }, body: 'Retry later' },
    {
      ...{ status: 429, body: 'Retry later' },
      headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': inAMinute },
    },
  ],
};

const gitlabHost: NonNullable<StandInRun['host']> = (settings) =>
  createGitlabHost({
    ...settings,
    apiUrl: 'https://gitlab.test/api/v4',
    graphqlUrl: 'https://gitlab.test/api/graphql',
  });

async function openAccount(titles: readonly string[]): Promise<Account> {
  const account = await startAccount({ services: [] });
  for (let start = 0; start < titles.length; start += 20) {
    const entities = titles
      .slice(start, start + 20)
      .map((title) => ({ identifier: `acme/${title}`, title, properties: {}, relations: {} }));
    await account.call('POST', '/v1/blueprints/service/entities/bulk?upsert=true', { entities });
  }
  await limitRequests(account);
  return account;
}

/** Port refuses a few of the next requests. */
async function limitRequests({ fault }: Account): Promise<void> {
  for (const skip of [7, 151, 300, 420])
    await fault({ kind: 'rate-limit', path: '/v1/**', skip, retryAfterSeconds: 1 });
}

/** Takes back all that runs wrote: quicker than another account. */
export async function forgetRuns(account: Account): Promise<void> {
  for (const path of ['/_local/faults', '/_local/requests']) await account.control('DELETE', path);
  const blueprints = ['deployment', ...((await hasPlaces(account)) ? [placesBlueprint] : [])];
  for (const blueprint of blueprints)
    await account.call('DELETE', `/v1/blueprints/${blueprint}/all-entities`);
  // Port deletes them behind its answer.
  for (let left = await leftIn(account); left.entities.length + left.places.length > 0; )
    left = await leftIn(account);
  if (blueprints.length > 1) await account.call('DELETE', `/v1/blueprints/${placesBlueprint}`);
  await limitRequests(account);
}

async function hasPlaces(account: Account): Promise<boolean> {
  const { blueprints } = (await account.call('GET', '/v1/blueprints')) as {
    blueprints: readonly { readonly identifier: string }[];
  };
  return blueprints.some(({ identifier }) => identifier === placesBlueprint);
}

/** Everything in Port that the runs leave, in an order of its own. */
export async function leftIn(account: Account): Promise<{
  readonly entities: readonly object[];
  readonly places: readonly object[];
}> {
  const places = (await hasPlaces(account))
    ? await account.call('GET', `/v1/blueprints/${placesBlueprint}/entities`)
    : { entities: [] };
  const sorted = (entities: readonly ShownEntity[]) => entities.map(content).sort(byIdentifier);
  return {
    entities: sorted(await account.deployments()),
    places: sorted((places as { readonly entities: readonly ShownEntity[] }).entities),
  };
}

const content = ({ identifier, title, properties, relations }: ShownEntity) => ({
  ...{ identifier, title, properties, relations },
});

const byIdentifier = (a: { identifier: string }, b: { identifier: string }): number =>
  a.identifier < b.identifier ? -1 : 1;
