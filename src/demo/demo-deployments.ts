/** A deployment of the demo: what happened, and the variables and event with which GitHub's runner would tell it. */
export interface DemoDeployment {
  readonly story: string;
  /** What the deploy job ended with. */
  readonly jobStatus: 'success' | 'failure';
  /** The status that must stand in Port afterwards. */
  readonly expected: 'Success' | 'Failed';
  readonly env: Readonly<Record<string, string>>;
  readonly event: unknown;
}

const repository = {
  id: 35129377,
  name: 'shop',
  full_name: 'acme/shop',
  html_url: 'https://github.com/acme/shop',
  default_branch: 'main',
};

const commits = {
  checkout: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
  discount: 'd6fde92930d4715a2b49857d24b940956b26d2d3',
} as const;

interface Run {
  readonly id: string;
  readonly number: string;
  readonly event: 'push' | 'workflow_dispatch';
  readonly sha: string;
  readonly actor: string;
  /** Minutes before now, at which the job began and ended. */
  readonly minutesAgo: readonly [from: number, to: number];
}

/** Three deployments of one service: one that works, one that fails, and one that brings the first commit back. */
export function demoDeployments(now: number): readonly DemoDeployment[] {
  const told = (run: Run) => variables(run, now);
  const first = {
    id: '5501',
    number: '41',
    event: 'push',
    sha: commits.checkout,
    actor: 'jane',
    minutesAgo: [190, 186],
  } as const;
  const second = {
    id: '5502',
    number: '42',
    event: 'push',
    sha: commits.discount,
    actor: 'ravi',
    minutesAgo: [64, 61],
  } as const;
  const third = {
    ...first,
    id: '5503',
    number: '43',
    event: 'workflow_dispatch',
    minutesAgo: [41, 38],
  } as const;
  return [
    {
      story: 'A push to main is deployed, and the job succeeds',
      jobStatus: 'success',
      expected: 'Success',
      env: told(first),
      event: pushEvent(commits.checkout, 'Add one-page checkout', 'jane'),
    },
    {
      story: 'The next push fails while it is deployed',
      jobStatus: 'failure',
      expected: 'Failed',
      env: told(second),
      event: pushEvent(commits.discount, 'Show the discount in the basket', 'ravi'),
    },
    {
      story: 'Somebody deploys the first commit again by hand',
      jobStatus: 'success',
      expected: 'Success',
      env: told(third),
      event: {
        inputs: {},
        ref: 'refs/heads/main',
        repository,
        sender: { login: 'jane', type: 'User' },
      },
    },
  ];
}

function variables(run: Run, now: number): Record<string, string> {
  const at = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_REPOSITORY: repository.full_name,
    GITHUB_EVENT_NAME: run.event,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_SHA: run.sha,
    GITHUB_RUN_ID: run.id,
    GITHUB_RUN_NUMBER: run.number,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'deploy',
    GITHUB_ACTOR: run.actor,
    GITHUB_TRIGGERING_ACTOR: run.actor,
    PORT_DORA_CREATED_AT: at(run.minutesAgo[0]),
    PORT_DORA_FINISHED_AT: at(run.minutesAgo[1]),
  };
}

/** In the shape of GitHub's push event (GitHub docs, "Webhook events and payloads", push). */
function pushEvent(sha: string, message: string, login: string): unknown {
  const author = { name: login, email: `${login}@acme.example`, username: login };
  const commit = {
    id: sha,
    message,
    timestamp: '2026-01-02T03:04:05Z',
    author,
    committer: author,
    distinct: true,
  };
  return {
    ref: 'refs/heads/main',
    before: '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c',
    after: sha,
    created: false,
    deleted: false,
    forced: false,
    base_ref: null,
    commits: [commit],
    head_commit: commit,
    pusher: { name: login, email: author.email },
    sender: { login, type: 'User' },
    repository,
  };
}
