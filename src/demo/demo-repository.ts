import { createHash } from 'node:crypto';

/** A commit of the demo's repository. */
export interface DemoCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: string;
  readonly message: string;
  /** RFC 3339. */
  readonly authoredAt: string;
  readonly committedAt: string;
}

/** A merged pull request of the demo's repository. */
export interface DemoPullRequest {
  readonly number: number;
  readonly title: string;
  readonly branch: string;
  readonly labels: readonly string[];
  readonly createdAt: string;
  readonly mergedAt: string;
  /** Its own commits, the oldest first. */
  readonly own: readonly DemoCommit[];
  /** What stands for it on the main branch. */
  readonly merge: DemoCommit;
}

export interface DemoRepository {
  readonly slug: string;
  readonly commits: readonly DemoCommit[];
  readonly pullRequests: readonly DemoPullRequest[];
  /** The commit that was the newest of the main branch after this pull request; before any of them for `null`. */
  main(pullRequest: number | null): string;
}

/** How a pull request came to be, in hours before now. */
interface Told {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly branch: string;
  readonly labels?: readonly string[];
  readonly method: 'merge' | 'squash' | 'rebase';
  readonly commits: readonly (readonly [hoursAgo: number, message: string])[];
  readonly opened: number;
  readonly merged: number;
}

const told: readonly Told[] = [
  {
    number: 12,
    title: 'One-page checkout',
    author: 'jane',
    branch: 'checkout',
    method: 'merge',
    commits: [
      [300, 'Put address and payment on one page'],
      [280, 'Keep the basket in view'],
    ],
    opened: 270,
    merged: 200,
  },
  {
    number: 13,
    title: 'Search while you type',
    author: 'ravi',
    branch: 'quick-search',
    method: 'squash',
    commits: [
      [250, 'Ask for results on every key'],
      [245, 'Wait until the typing pauses'],
    ],
    opened: 240,
    merged: 190,
  },
  {
    number: 14,
    title: 'Show the discount in the basket',
    author: 'mia',
    branch: 'discount',
    method: 'rebase',
    commits: [[200, 'Show the discount in the basket']],
    opened: 199,
    merged: 172,
  },
  {
    number: 15,
    title: 'Charge cards in the background',
    author: 'ravi',
    branch: 'background-charge',
    method: 'squash',
    commits: [
      [120, 'Put charges into a queue'],
      [100, 'Try a failed charge again'],
    ],
    opened: 98,
    merged: 52,
  },
  {
    number: 16,
    title: 'Hotfix: charge each card once',
    author: 'jane',
    branch: 'hotfix/charge-once',
    labels: ['hotfix'],
    method: 'squash',
    commits: [[30, 'Give each charge a key']],
    opened: 29.5,
    merged: 27,
  },
];

/** The repository of the service `shop`, whose two weeks of work end now. */
export function demoRepository(now: number): DemoRepository {
  const at = (hoursAgo: number): string => new Date(now - hoursAgo * 3_600_000).toISOString();
  const begin = commit([], 'jane', 'Open the shop', at(360));
  const commits = [begin];
  const pullRequests: DemoPullRequest[] = [];
  let tip = begin;
  for (const one of told) {
    const own: DemoCommit[] = [];
    for (const [hoursAgo, message] of one.commits)
      own.push(commit([(own.at(-1) ?? tip).sha], one.author, message, at(hoursAgo)));
    const merge = mergeOf(one, tip, own, at(one.merged));
    commits.push(...own, merge);
    pullRequests.push({
      number: one.number,
      title: one.title,
      branch: one.branch,
      labels: one.labels ?? [],
      createdAt: at(one.opened),
      mergedAt: at(one.merged),
      own,
      merge,
    });
    tip = merge;
  }
  return {
    slug: 'acme/shop',
    commits,
    pullRequests,
    main: (number) => pullRequests.find((one) => one.number === number)?.merge.sha ?? begin.sha,
  };
}

/** What merging leaves on the main branch: a commit of two parents, one for all, or the commit again with its author time. */
function mergeOf(
  { method, number, title, branch, author }: Told,
  tip: DemoCommit,
  own: readonly DemoCommit[],
  mergedAt: string,
): DemoCommit {
  const last = own.at(-1) ?? tip;
  if (method === 'merge') {
    const message = `Merge pull request #${number} from acme/${branch}\n\n${title}`;
    return commit([tip.sha, last.sha], author, message, mergedAt);
  }
  if (method === 'rebase')
    return commit([tip.sha], author, last.message, last.authoredAt, mergedAt);
  return commit([tip.sha], author, `${title} (#${number})`, mergedAt);
}

function commit(
  parents: readonly string[],
  author: string,
  message: string,
  authoredAt: string,
  committedAt = authoredAt,
): DemoCommit {
  const text = [...parents, author, message, authoredAt, committedAt].join('\n');
  const sha = createHash('sha1').update(text).digest('hex');
  return { sha, parents, author, message, authoredAt, committedAt };
}
