import type { DemoRepository } from './demo-repository.ts';

/** A deployment of the demo: what happened, and the variables and event with which GitHub's runner would tell it. */
export interface DemoDeployment {
  readonly story: string;
  /** What the deploy job ended with. */
  readonly jobStatus: 'success' | 'failure';
  readonly env: Readonly<Record<string, string>>;
  readonly event: unknown;
  /** What must stand in Port afterwards, of this deployment and of those that it tells something about. */
  readonly inPort: readonly ExpectedInPort[];
  /** Whether what was released is shown pull request by pull request. */
  readonly showsChanges?: boolean;
}

export interface ExpectedInPort {
  readonly run: number;
  /** Properties that are shown, with their values where they are certain. */
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Run {
  readonly run: number;
  readonly event: 'push' | 'workflow_dispatch';
  readonly sha: string;
  readonly actor: string;
  /** Hours before now, at which the job ended, after some minutes. */
  readonly hoursAgo: number;
}

/** Two weeks of the service `shop`: its first deployment, a batch, a failed run, a bad release, a rollback and a hotfix. */
export function demoDeployments(
  repository: DemoRepository,
  now: number,
): readonly DemoDeployment[] {
  return story.map(({ run, pullRequest, ...told }): DemoDeployment => {
    const sha = repository.main(pullRequest);
    const message = repository.commits.find((commit) => commit.sha === sha)?.message ?? '';
    const whole: Run = { ...run, sha };
    return {
      ...told,
      env: variables(whole, repository.slug, now),
      event: eventOf(whole, message),
    };
  });
}

/** A deployment as it is told: of which run, and of the main branch after which pull request. */
interface Told extends Omit<DemoDeployment, 'env' | 'event'> {
  readonly run: Omit<Run, 'sha'>;
  readonly pullRequest: number | null;
}

const push = (run: number, hoursAgo: number, actor: string): Told['run'] => ({
  run,
  event: 'push',
  actor,
  hoursAgo,
});

const [success, failed] = [{ deploymentStatus: 'Success' }, { deploymentStatus: 'Failed' }];

/** A value that is shown, whatever it is. */
const seen = undefined;

const released = (changeCount: number) => ({ changeCount, leadTimeHours: seen });

const story: readonly Told[] = [
  {
    story: 'Two weeks ago: the first deployment. How long its commits had waited is not known',
    jobStatus: 'success',
    run: push(5501, 336, 'jane'),
    pullRequest: null,
    inPort: [
      { run: 5501, properties: { ...success, kind: 'baseline', leadTimeReason: 'baseline' } },
    ],
  },
  {
    story: 'A week ago: three pull requests go out in one deployment',
    jobStatus: 'success',
    run: push(5502, 168, 'mia'),
    pullRequest: 14,
    inPort: [{ run: 5502, properties: { ...success, kind: 'standard', ...released(4) } }],
    showsChanges: true,
  },
  {
    story: 'Two days ago: the next one fails while it is deployed',
    jobStatus: 'failure',
    run: push(5503, 50, 'ravi'),
    pullRequest: 15,
    inPort: [{ run: 5503, properties: { ...failed, failed: true, failureReason: 'run' } }],
  },
  {
    story: 'Two hours later it works, and brings what the failed run did not',
    jobStatus: 'success',
    run: push(5504, 48, 'ravi'),
    pullRequest: 15,
    inPort: [{ run: 5504, properties: { ...success, kind: 'standard', ...released(1) } }],
  },
  {
    story: 'Cards are charged twice, so somebody brings the last good commit back',
    jobStatus: 'success',
    run: { ...push(5505, 47, 'jane'), event: 'workflow_dispatch' },
    pullRequest: 14,
    inPort: [
      { run: 5505, properties: { ...success, kind: 'rollback', leadTimeReason: 'rollback' } },
      {
        run: 5504,
        properties: {
          ...success,
          failed: true,
          failureReason: 'rollback',
          failureBy: seen,
          recoveredAt: seen,
          recoveryHours: seen,
        },
      },
    ],
  },
  {
    story: 'Yesterday: a hotfix, four hours after its first commit',
    jobStatus: 'success',
    run: push(5506, 26, 'jane'),
    pullRequest: 16,
    inPort: [{ run: 5506, properties: { ...success, kind: 'hotfix', ...released(1) } }],
    showsChanges: true,
  },
];

/** Job minutes, so that a deployment has a duration. */
const minutes = 4;

function variables(run: Run, slug: string, now: number): Record<string, string> {
  const end = now - run.hoursAgo * 3_600_000;
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: slug,
    GITHUB_EVENT_NAME: run.event,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_SHA: run.sha,
    GITHUB_RUN_ID: String(run.run),
    GITHUB_RUN_NUMBER: String(run.run - 5460),
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'deploy',
    GITHUB_ACTOR: run.actor,
    GITHUB_TRIGGERING_ACTOR: run.actor,
    PORT_DORA_CREATED_AT: new Date(end - minutes * 60_000).toISOString(),
    PORT_DORA_FINISHED_AT: new Date(end).toISOString(),
    PORT_DORA_LEAD_TIME: 'auto',
  };
}

const repositoryOfEvent = {
  id: 35129377,
  name: 'shop',
  full_name: 'acme/shop',
  html_url: 'https://github.com/acme/shop',
  default_branch: 'main',
};

/** In the shape of GitHub's events (GitHub docs, "Webhook events and payloads", push; `workflow_dispatch`). */
function eventOf({ event, sha, actor }: Run, message: string): unknown {
  const sender = { login: actor, type: 'User' };
  const common = { ref: 'refs/heads/main', repository: repositoryOfEvent, sender };
  if (event === 'workflow_dispatch') return { ...common, inputs: {} };
  const author = { name: actor, email: `${actor}@acme.example`, username: actor };
  const commit = { id: sha, message, author, committer: author, distinct: true };
  return {
    ...common,
    before: '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c',
    after: sha,
    created: false,
    deleted: false,
    forced: false,
    commits: [commit],
    head_commit: commit,
    pusher: { name: actor, email: author.email },
  };
}
