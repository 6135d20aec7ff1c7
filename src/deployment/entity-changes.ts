import type { Change } from './record.ts';

type PullRequest = NonNullable<Change['pullRequest']>;

/** What a property of an entity may take without making every page of the catalog slow, in bytes of UTF-8. */
const largestChanges = 40 * 1024;

/** Changes as they stand in the entity: without empty fields, and each pull request once. */
export interface EntityChanges {
  readonly commits: readonly CommitOfEntity[];
  readonly pullRequests?: readonly Partial<PullRequest>[];
}

type CommitOfEntity = Partial<Omit<Change, 'pullRequest'>> & {
  /** Position in `pullRequests`. */
  readonly pullRequest?: number;
};

/** As many of the changes, from the first, as fit. */
export function packChanges(changes: readonly Change[]): {
  readonly packed: EntityChanges;
  readonly isTruncated: boolean;
} {
  const commits: CommitOfEntity[] = [];
  const positions = new Map<string, number>();
  let size = bytesOf({ commits: [], pullRequests: [] });
  for (const { pullRequest, ...facts } of changes) {
    const text = pullRequest ? JSON.stringify(filled(pullRequest)) : null;
    const isNew = text !== null && !positions.has(text);
    const position = text === null ? undefined : (positions.get(text) ?? positions.size);
    const commit: CommitOfEntity = {
      ...filled(facts),
      ...(position === undefined ? {} : { pullRequest: position }),
    };
    size += bytesOf(commit) + 1 + (isNew ? Buffer.byteLength(text) + 1 : 0);
    if (size > largestChanges) break;
    commits.push(commit);
    if (isNew) positions.set(text, positions.size);
  }
  const pullRequests = Array.from(
    positions.keys(),
    (text) => JSON.parse(text) as Partial<PullRequest>,
  );
  return {
    packed: pullRequests.length > 0 ? { commits, pullRequests } : { commits },
    isTruncated: commits.length < changes.length,
  };
}

/** The changes of an entity; `null` when the value is none. What is malformed in it is left out. */
export function unpackChanges(value: unknown): readonly Change[] | null {
  if (!isObject(value) || !Array.isArray(value.commits)) return null;
  const pullRequests: readonly unknown[] = Array.isArray(value.pullRequests)
    ? value.pullRequests
    : [];
  return value.commits.flatMap((commit: unknown): Change[] => {
    if (!isObject(commit)) return [];
    const [sha, authoredAt] = [textOf(commit.sha), textOf(commit.authoredAt)];
    if (sha === null || authoredAt === null) return [];
    const pullRequest = pullRequestOf(pullRequests[Number(commit.pullRequest)]);
    return [
      { sha, authoredAt, title: textOf(commit.title), author: textOf(commit.author), pullRequest },
    ];
  });
}

function pullRequestOf(value: unknown): PullRequest | null {
  if (!isObject(value) || typeof value.number !== 'number') return null;
  return {
    number: value.number,
    url: textOf(value.url),
    createdAt: textOf(value.createdAt),
    mergedAt: textOf(value.mergedAt),
    firstCommitAt: textOf(value.firstCommitAt),
  };
}

/** The object without what is absent, `null` or empty text. */
export function filled<T extends object>(object: T): Partial<T> {
  const entries = Object.entries(object).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  return Object.fromEntries(entries) as Partial<T>;
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
