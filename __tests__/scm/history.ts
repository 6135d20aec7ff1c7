import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Git } from '../../src/host/host.ts';
import { createNodeGit } from '../../src/host/node-git.ts';

/** One commit of a history under test, named by a short id. */
export interface HistoryCommit {
  readonly id: string;
  readonly parents: readonly string[];
  /** Files that it writes, by path; `null` deletes one. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly message?: string;
  readonly author?: string;
  readonly authoredAt?: string;
  readonly committedAt?: string;
}

/** A real git repository in a temporary folder, made by `git fast-import`. */
export interface History {
  readonly folder: string;
  readonly git: Git;
  /** Runs git and gives its output. */
  run(...args: string[]): string;
  sha(id: string): string;
  id(sha: string): string;
  remove(): void;
}

const start = Date.parse('2026-01-05T08:00:00Z');

/** The default time of the n-th commit: an hour after the one before. */
export const hour = (index: number): string => new Date(start + index * 3_600_000).toISOString();

const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
};

export function buildHistory(commits: readonly HistoryCommit[]): History {
  const folder = mkdtempSync(join(tmpdir(), 'scm-history-'));
  const run = (...args: string[]): string =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      env: environment,
      stdio: 'pipe',
      maxBuffer: 256 * 1024 * 1024,
    });
  run('init', '--quiet', '--initial-branch=unused');
  const marks = join(folder, '.git', 'marks');
  execFileSync('git', ['fast-import', '--quiet', '--force', `--export-marks=${marks}`], {
    cwd: folder,
    input: importStream(commits),
    env: environment,
  });
  const shas = new Map(
    readFileSync(marks, 'utf8')
      .trim()
      .split('\n')
      .map((line): [string, string] => {
        const [mark, sha = ''] = line.split(' ');
        return [commits[Number(mark?.slice(1)) - 1]?.id ?? '', sha];
      }),
  );
  const ids = new Map([...shas].map(([id, sha]) => [sha, id]));
  return {
    folder,
    run,
    git: createNodeGit(folder, environment),
    sha: (id) => shas.get(id) ?? `no commit ${id}`,
    id: (sha) => ids.get(sha) ?? sha,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function importStream(commits: readonly HistoryCommit[]): string {
  const markOf = new Map(commits.map(({ id }, index) => [id, index + 1]));
  const trees = new Map<string, ReadonlyMap<string, string>>();
  const isParent = new Set(commits.flatMap(({ parents }) => parents));
  const lines: string[] = [];
  for (const [index, commit] of commits.entries()) {
    const { id, parents, files = {}, message = id, author = 'Jane' } = commit;
    const authored = seconds(commit.authoredAt ?? hour(index));
    const committed = seconds(commit.committedAt ?? commit.authoredAt ?? hour(index));
    lines.push(
      'commit refs/heads/import',
      `mark :${index + 1}`,
      `author ${author} <a@example.com> ${authored} +0000`,
      `committer Merger <m@example.com> ${committed} +0000`,
      `data ${Buffer.byteLength(message)}`,
      message,
    );
    const [first, ...others] = parents;
    if (first === undefined) lines.push('deleteall');
    else
      lines.push(`from :${markOf.get(first)}`, ...others.map((one) => `merge :${markOf.get(one)}`));
    const before =
      first === undefined ? new Map<string, string>() : (trees.get(first) ?? new Map());
    const tree = treeOf([before, ...others.map((one) => trees.get(one) ?? new Map())], files);
    trees.set(id, tree);
    lines.push(...difference(before, tree), '');
    if (!isParent.has(id)) lines.push(`reset refs/heads/tip-${id}`, `from :${index + 1}`, '');
  }
  // A root commit of its own needs the branch to be empty before it.
  return `${lines.join('\n').replaceAll('commit refs/heads/import\nmark', 'reset refs/heads/import\n\ncommit refs/heads/import\nmark')}\n`;
}

const seconds = (time: string): number => Date.parse(time) / 1000;

function treeOf(
  parents: readonly ReadonlyMap<string, string>[],
  files: Readonly<Record<string, string | null>>,
): ReadonlyMap<string, string> {
  if (parents.length === 1 && Object.keys(files).length === 0)
    return parents[0] as Map<string, string>;
  const tree = new Map<string, string>();
  for (const parent of [...parents].reverse())
    for (const [path, text] of parent) tree.set(path, text);
  for (const [path, text] of Object.entries(files)) {
    if (text === null) tree.delete(path);
    else tree.set(path, text);
  }
  return tree;
}

function difference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  if (before === after) return [];
  const gone = [...before.keys()].filter((path) => !after.has(path));
  const written = [...after].filter(([path, text]) => before.get(path) !== text);
  return [
    ...gone.map((path) => `D ${path}`),
    ...written.flatMap(([path, text]) => [
      `M 100644 inline ${path}`,
      `data ${Buffer.byteLength(text)}`,
      text,
    ]),
  ];
}
