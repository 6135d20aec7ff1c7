import { graphql } from 'graphql';
import { webhook } from '../../ci/provider-fixture.ts';
import type { History } from '../../scm/history.ts';
import { githubSchema, githubStandIn } from '../../scm/hosts/github-stand-in.ts';
import type { StandIn, StandInAnswer } from '../../scm/hosts/stand-in.ts';
import {
  jobName,
  type LiveStep,
  livePullRequests,
  liveSteps,
  liveVersions,
  workflowPath,
} from './live-steps.ts';

export const githubSlug = 'acme/shop';
const web = `https://github.com/${githubSlug}`;
const zero = (time: string): string => time.replace('.000Z', 'Z');

const repository = {
  ...{ full_name: githubSlug, name: 'shop', default_branch: 'main', html_url: web },
  ...{ archived: false, fork: false },
};

/** An actor as GraphQL tells it: a bot without the suffix that REST and the webhooks have. */
const actorOf = (login: string) => ({
  __typename: login.endsWith('[bot]') ? 'Bot' : 'User',
  login: login.replace(/\[bot\]$/, ''),
});

export const jobIdOf = ({ run, attempt }: LiveStep): number => run * 10 + attempt;
export const deploymentIdOf = ({ run, attempt }: LiveStep): number => run * 100 + attempt;
export const releaseIdOf = (number: number): number => 5_000 + number;

/** Who merged: a bot among them. */
export const mergerOf = (actor: string): string => (actor === 'kim' ? 'mergify[bot]' : actor);

/** A run as the webhook and the lists tell it. Source: GitHub docs, "Get a workflow run", "Get a workflow run attempt". */
export function workflowRunOf(step: LiveStep, history: History): Record<string, unknown> {
  const example = webhook({ webhook: 'workflow_run', where: { action: 'completed' } });
  return {
    ...(example.workflow_run as Record<string, unknown>),
    ...{ id: step.run, run_attempt: step.attempt, run_number: step.run - 100, event: 'push' },
    ...{ status: 'completed', conclusion: step.isFailed ? 'failure' : 'success' },
    ...{ head_branch: 'main', head_sha: history.sha(step.commit), name: 'Deploy' },
    ...{ path: workflowPath, html_url: `${web}/actions/runs/${step.run}` },
    created_at: firstOf(step).began,
    ...{ run_started_at: step.began, updated_at: step.ended, pull_requests: [] },
    ...{ actor: { login: firstOf(step).actor }, triggering_actor: { login: step.actor } },
    ...{ repository, head_repository: repository, referenced_workflows: [] },
  };
}

const attemptsOf = (run: number): readonly LiveStep[] => liveSteps.filter((one) => one.run === run);
const firstOf = ({ run }: LiveStep): LiveStep => attemptsOf(run)[0] as LiveStep;

/** GitHub's API after all that happened, over a real history. GraphQL is executed against the published schema. */
export function liveGithub(history: History): StandIn {
  const rest = githubStandIn(history, livePullRequests);
  return async (request) => {
    const path = request.url.pathname;
    if (path === '/graphql') {
      const { query, variables } = JSON.parse(request.body) as {
        query: string;
        variables: Record<string, unknown>;
      };
      return /associatedPullRequests|environments:/.test(query)
        ? rest(request)
        : answerList(query, variables, history);
    }
    if (path === `/repos/${githubSlug}`) return ok(repository);
    if (path === '/oidc') return ok({ value: `.${base64({ environment: 'production' })}.` });
    const [, blob] = /\/git\/blobs\/([0-9a-f]{40})$/.exec(path) ?? [];
    if (blob) return ok(blobOf(history.run('cat-file', 'blob', blob)));
    const [, file] = /\/contents\/(.+)$/.exec(path) ?? [];
    if (file) {
      const ref = request.url.searchParams.get('ref') ?? history.sha('c4');
      return ok({ type: 'file', path: file, ...blobOf(history.run('show', `${ref}:${file}`)) });
    }
    const below = path.replace(`/repos/${githubSlug}/actions/`, '');
    return below === path ? rest(request) : actions(below, history);
  };
}

const ok = (body: unknown): StandInAnswer => ({ status: 200, body });

/** Source: GitHub docs, "Get a blob": lines of 60 characters. */
const blobOf = (text: string) => ({
  encoding: 'base64',
  content: Buffer.from(text).toString('base64').replace(/.{60}/g, '$&\n'),
});

const base64 = (claims: object): string =>
  Buffer.from(JSON.stringify(claims)).toString('base64url');

function actions(path: string, history: History): StandInAnswer | undefined {
  const latest = [...new Set(liveSteps.map(({ run }) => run))].map(
    (run) => attemptsOf(run).at(-1) as LiveStep,
  );
  if (path === 'runs')
    return ok({ workflow_runs: latest.map((step) => workflowRunOf(step, history)).reverse() });
  const [, run = '', attempt] = /^runs\/(\d+)(?:\/attempts\/(\d+))?$/.exec(path) ?? [];
  const [, job = ''] = /^jobs\/(\d+)$/.exec(path) ?? [];
  const tries = attemptsOf(Number(run));
  const step = attempt
    ? tries.find((one) => one.attempt === Number(attempt))
    : (tries.at(-1) ?? liveSteps.find((one) => String(jobIdOf(one)) === job));
  if (step === undefined) return undefined;
  return ok(job === '' ? workflowRunOf(step, history) : jobOf(step, history));
}

/** Source: GitHub docs, "Get a job for a workflow run". */
const jobOf = (step: LiveStep, history: History) => ({
  ...{ id: jobIdOf(step), run_id: step.run, run_attempt: step.attempt, name: jobName },
  ...{ head_sha: history.sha(step.commit), head_branch: 'main', workflow_name: 'Deploy' },
  ...{ status: 'completed', conclusion: step.isFailed ? 'failure' : 'success' },
  ...{ started_at: step.began, completed_at: step.ended },
  html_url: `${web}/actions/runs/${step.run}/job/${jobIdOf(step)}`,
});

async function answerList(
  source: string,
  variableValues: Record<string, unknown>,
  history: History,
): Promise<StandInAnswer> {
  const commit = (id: string) => ({ __typename: 'Commit', oid: history.sha(id) });
  const list = (nodes: readonly object[]) => () => ({
    nodes: [...nodes].reverse(),
    pageInfo: { hasNextPage: false, endCursor: null },
  });
  const deployments = liveSteps.map((step) => deploymentNode(step, history));
  const rootValue = {
    node: ({ id }: { id: string }) => deployments.find((one) => one.id === id),
    repository: {
      deployments: list(deployments),
      pullRequests: list(
        liveVersions.map(({ number, commit: id, mergedAt, actor }) => ({
          ...{ number, url: `${web}/pull/${number}`, mergedAt, updatedAt: mergedAt },
          ...{ baseRefName: 'main', mergeCommit: commit(id), mergedBy: actorOf(mergerOf(actor)) },
        })),
      ),
      releases: list(
        liveVersions.map(({ number, tag, commit: id, publishedAt, actor }) => ({
          ...{ databaseId: releaseIdOf(number), tagName: tag, isDraft: false, isPrerelease: false },
          ...{ publishedAt, createdAt: publishedAt, url: `${web}/releases/tag/${tag}` },
          ...{ tagCommit: commit(id), author: { login: actor } },
        })),
      ),
      refs: list(
        liveVersions.map(({ tag, commit: id, publishedAt }) => ({
          name: tag,
          target: {
            ...{ __typename: 'Tag', oid: '0'.repeat(40), tagger: { date: publishedAt } },
            target: { ...commit(id), committedDate: publishedAt },
          },
        })),
      ),
    },
  };
  return ok(await graphql({ schema: githubSchema(), source, variableValues, rootValue }));
}

/** A deployment that the job of a workflow made; its later states stand before the earlier ones. */
function deploymentNode(step: LiveStep, history: History) {
  const logUrl = `${web}/actions/runs/${step.run}/job/${jobIdOf(step)}`;
  const outcome = step.isFailed ? 'FAILURE' : 'SUCCESS';
  const statuses = [
    // More than a list of deployments tells at once, and nothing in them says how the deployment ended.
    ...Array.from({ length: step.run === 102 ? 130 : 1 }, () => ({
      ...{ state: 'INACTIVE', createdAt: '2026-03-01T00:00:00Z' },
    })),
    { state: outcome, createdAt: zero(step.ended) },
    { state: 'IN_PROGRESS', createdAt: zero(step.began) },
  ].map((status) => ({
    ...status,
    environment: 'production',
    logUrl: status.state === 'INACTIVE' ? null : logUrl,
  }));
  return {
    ...{
      __typename: 'Deployment',
      id: `DE_${deploymentIdOf(step)}`,
      databaseId: deploymentIdOf(step),
    },
    ...{ createdAt: step.began, environment: 'production' },
    ...{ originalEnvironment: 'production', commitOid: history.sha(step.commit) },
    ...{ ref: { name: 'main', prefix: 'refs/heads/' }, creator: actorOf('github-actions[bot]') },
    commit: {
      oid: history.sha(step.commit),
      file: ({ path }: { path: string }) => ({ object: treeOf(step.commit, path, history) }),
    },
    statuses: ({ first, after }: { first: number; after?: string }) => {
      const start = Number(after ?? 0);
      return {
        nodes: statuses.slice(start, start + first),
        pageInfo: {
          hasNextPage: start + first < statuses.length,
          endCursor: String(start + first),
        },
      };
    },
  };
}

const treeOf = (commit: string, path: string, history: History) => ({
  __typename: 'Tree',
  entries: history
    .run('ls-tree', history.sha(commit), `${path}/`)
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [, oid, file = ''] = /^\S+ blob ([0-9a-f]+)\t(.+)$/.exec(line) ?? [];
      return { name: file.split('/').at(-1), path: file, oid };
    }),
});
