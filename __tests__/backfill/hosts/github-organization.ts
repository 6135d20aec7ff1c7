import { createHash } from 'node:crypto';
import type { StandIn, StandInAnswer, StandInRequest } from '../../scm/hosts/stand-in.ts';

/** One deployment of a repository of the stand-in, in the order of time. */
export interface StandInDeployment {
  readonly id: number;
  readonly sha: string;
  readonly createdAt: string;
  readonly finishedAt: string;
  readonly environment: string;
  readonly state: 'SUCCESS' | 'FAILURE';
}

export interface StandInRepository {
  readonly name: string;
  readonly isArchived?: boolean;
  readonly isFork?: boolean;
  /** Each commit came by a pull request of its own. */
  readonly hasPullRequests?: boolean;
  /** Linear history, the oldest first. */
  readonly commits: readonly { readonly sha: string; readonly authoredAt: string }[];
  readonly deployments: readonly StandInDeployment[];
}

const hourMs = 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
const sha = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Repositories that deploy every few days: two commits each time, every fifth deployment failed, every seventh a rollback. */
export function organization(
  count: number,
  perRepository: number,
  from = Date.parse('2026-01-05T00:00:00Z'),
): readonly StandInRepository[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `service-${String(index).padStart(3, '0')}`;
    const commits = Array.from({ length: perRepository * 2 }, (__, one) => ({
      sha: sha(`${name}/${one}`),
      authoredAt: iso(from + one * 36 * hourMs),
    }));
    const deployments = Array.from({ length: perRepository }, (__, one): StandInDeployment => {
      const at = from + (one * 72 + 40 + (index % 24)) * hourMs;
      const isRollback = one % 7 === 6;
      return {
        id: index * 10_000 + one + 1,
        sha: commits[isRollback ? (one - 3) * 2 + 1 : one * 2 + 1]?.sha ?? '',
        createdAt: iso(at),
        finishedAt: iso(at + hourMs / 4),
        environment: 'production',
        state: one % 5 === 4 ? 'FAILURE' : 'SUCCESS',
      };
    });
    return { name, commits, deployments };
  });
}

/** GitHub's API for an organisation: the lists that a backfill asks for, with their pages, in their documented shapes. */
export function githubOrganization(
  owner: string,
  repositories: readonly StandInRepository[],
  url: string,
): StandIn {
  const byName = new Map(repositories.map((one) => [one.name, one]));
  const rest: readonly [RegExp, (request: StandInRequest, match: RegExpExecArray) => unknown][] = [
    [/^\/orgs\/[^/]+\/repos$/, ({ url: { searchParams } }) => page(repositories, searchParams)],
    [/^\/repos\/[^/]+\/([^/]+)$/, (_, [, name = '']) => byName.get(name)],
    [/^\/repos\/[^/]+\/([^/]+)\/compare\/(\w+)\.\.\.(\w+)$/, compare],
  ];

  function page(items: readonly StandInRepository[], search: URLSearchParams): StandInAnswer {
    const size = Number(search.get('per_page') ?? 30);
    const number = Number(search.get('page') ?? 1);
    const shown = items.slice((number - 1) * size, number * size);
    const next = `${url}/orgs/${owner}/repos?per_page=${size}&page=${number + 1}`;
    const hasMore = number * size < items.length;
    return {
      status: 200,
      headers: hasMore ? { link: `<${next}>; rel="next"` } : {},
      body: shown.map(repositoryBody),
    };
  }

  const repositoryBody = ({ name, isArchived = false, isFork = false }: StandInRepository) => ({
    name,
    full_name: `${owner}/${name}`,
    html_url: `https://github.com/${owner}/${name}`,
    default_branch: 'main',
    archived: isArchived,
    fork: isFork,
  });

  function compare(
    _: StandInRequest,
    [, name = '', base = '', head = '']: RegExpExecArray,
  ): StandInAnswer | undefined {
    const commits = byName.get(name)?.commits ?? [];
    const place = (one: string): number => commits.findIndex((commit) => commit.sha === one);
    if (place(base) < 0 || place(head) < 0) return undefined;
    const between = commits.slice(place(base) + 1, place(head) + 1);
    return {
      status: 200,
      body: {
        total_commits: between.length,
        commits: between.map((one) => ({
          sha: one.sha,
          parents: [{ sha: commits[place(one.sha) - 1]?.sha ?? '' }],
          commit: {
            author: { name: 'Jane', date: one.authoredAt },
            committer: { name: 'Jane', date: one.authoredAt },
            message: `feat: ${one.sha.slice(0, 7)}`,
          },
        })),
      },
    };
  }

  function graphql({ body }: StandInRequest): StandInAnswer {
    const { query, variables } = JSON.parse(body) as {
      query: string;
      variables: { name: string; after?: string | null };
    };
    const repository = byName.get(variables.name);
    if (repository === undefined) {
      const message = `Could not resolve to a Repository with the name '${owner}/${variables.name}'.`;
      return {
        status: 200,
        body: { data: { repository: null }, errors: [{ type: 'NOT_FOUND', message }] },
      };
    }
    const [, empty] = /\b(pullRequests|releases|refs)\(/.exec(query) ?? [];
    if (empty !== undefined && !query.includes('associatedPullRequests'))
      return {
        status: 200,
        body: { data: { repository: { [empty]: { nodes: [], pageInfo: {} } } } },
      };
    if (query.includes('deployments(')) return deploymentPage(repository, variables.after ?? null);
    const asked = [...query.matchAll(/(c\d+): object\(oid: "(\w+)"\)/g)];
    const found = Object.fromEntries(
      asked.map(([, alias = '', sha = '']) => [
        alias,
        { associatedPullRequests: { nodes: pullRequestsOf(repository, sha) } },
      ]),
    );
    return { status: 200, body: { data: { repository: found } } };
  }

  function pullRequestsOf(
    { name, commits, hasPullRequests = false }: StandInRepository,
    sha: string,
  ): object[] {
    const index = commits.findIndex((commit) => commit.sha === sha);
    const commit = commits[index];
    if (!hasPullRequests || commit === undefined) return [];
    const own = { nodes: [{ commit: { oid: sha, authoredDate: commit.authoredAt } }] };
    return [
      {
        number: index + 1,
        url: `https://github.com/${owner}/${name}/pull/${index + 1}`,
        title: `Change ${index + 1}`,
        headRefName: `change-${index + 1}`,
        labels: { nodes: [] },
        createdAt: commit.authoredAt,
        mergedAt: commit.authoredAt,
        baseRepository: { nameWithOwner: `${owner}/${name}` },
        mergeCommit: { oid: sha },
        commits: own,
        latest: own,
      },
    ];
  }

  function deploymentPage({ deployments }: StandInRepository, after: string | null): StandInAnswer {
    const start = after === null ? 0 : Number(after);
    const newest = [...deployments].reverse().slice(start, start + 100);
    const hasNextPage = start + 100 < deployments.length;
    const nodes = newest.map((one) => ({
      databaseId: one.id,
      createdAt: one.createdAt,
      environment: one.environment,
      originalEnvironment: one.environment,
      commitOid: one.sha,
      ref: { name: 'main', prefix: 'refs/heads/' },
      creator: { login: 'jane' },
      statuses: {
        nodes: [
          {
            state: one.state,
            createdAt: one.finishedAt,
            environment: one.environment,
            logUrl: null,
          },
          { state: 'INACTIVE', createdAt: iso(Date.parse(one.finishedAt) + 72 * hourMs) },
        ],
      },
    }));
    const pageInfo = { hasNextPage, endCursor: String(start + 100) };
    return {
      status: 200,
      body: { data: { repository: { deployments: { nodes, pageInfo } } } },
    };
  }

  return async (request) => {
    const { pathname } = request.url;
    if (pathname === '/graphql') return graphql(request);
    for (const [pattern, answer] of rest) {
      const match = pattern.exec(pathname);
      const found = match && answer(request, match);
      if (found === undefined || found === null) continue;
      if (isAnswer(found)) return found;
      return { status: 200, body: repositoryBody(found as StandInRepository) };
    }
    return undefined;
  };
}

const isAnswer = (value: unknown): value is StandInAnswer =>
  typeof value === 'object' && value !== null && 'status' in value && 'body' in value;
