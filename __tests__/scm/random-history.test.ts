import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nodeClock } from '../../src/host/node-clock.ts';
import { createNodeGit } from '../../src/host/node-git.ts';
import type { ChangeSource } from '../../src/scm/change-source.ts';
import { createGitSource } from '../../src/scm/git.ts';
import { buildHistory, type History, type HistoryCommit } from './history.ts';
import { azureStandIn } from './hosts/azure-stand-in.ts';
import { githubStandIn } from './hosts/github-stand-in.ts';
import { gitlabStandIn } from './hosts/gitlab-stand-in.ts';
import { azureAt, githubAt, gitlabAt, limits } from './hosts/sources.ts';
import { fetchFrom } from './hosts/stand-in.ts';

let history: History | null = null;

afterEach(() => {
  history?.remove();
  history = null;
});

interface Case {
  readonly commits: readonly HistoryCommit[];
  readonly head: string;
  readonly exclude: readonly string[];
}

/** A history of up to 14 commits, each with up to three parents among those before it; some times run backwards. */
const anyCase: fc.Arbitrary<Case> = fc
  .array(fc.record({ parents: fc.array(fc.nat(13), { maxLength: 3 }), skew: fc.nat(2) }), {
    minLength: 2,
    maxLength: 14,
  })
  .chain((nodes) => {
    const commits = nodes.map(({ parents, skew }, index): HistoryCommit => {
      const earlier = index === 0 ? [] : parents.map((parent) => `c${parent % index}`);
      const own = [...new Set(earlier.length === 0 && index > 0 ? [`c${index - 1}`] : earlier)];
      const time = new Date(Date.UTC(2026, 0, 5, index * (skew === 0 ? -1 : 1))).toISOString();
      const folder = skew === 2 ? 'pay' : 'shop';
      return {
        id: `c${index}`,
        parents: own,
        files: { [`${folder}/${index}.txt`]: `${index}` },
        message: own.length > 1 ? "Merge branch 'x'" : `change ${index}`,
        authoredAt: time,
        committedAt: time,
      };
    });
    const anyId = fc.constantFrom(...commits.map(({ id }) => id));
    return fc.record({
      commits: fc.constant(commits),
      head: anyId,
      exclude: fc.array(anyId, { minLength: 1, maxLength: 4 }),
    });
  });

/** The definition itself: reachable from the head, from no excluded commit, and no merge commit. */
function expected({ commits, head, exclude }: Case): string[] {
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const reach = (id: string): string[] => [id, ...(byId.get(id)?.parents.flatMap(reach) ?? [])];
  const released = new Set(exclude.flatMap(reach));
  return [...new Set(reach(head))]
    .filter((id) => !released.has(id) && (byId.get(id)?.parents.length ?? 0) < 2)
    .sort();
}

async function idsFrom(source: ChangeSource, { head, exclude }: Case): Promise<string[]> {
  const range = {
    head: history?.sha(head) ?? '',
    exclude: exclude.map((id) => history?.sha(id) ?? ''),
    paths: null,
  };
  const reading = await source.changes(range, limits());
  if ('reason' in reading) throw new Error(reading.reason);
  return reading.changes.map(({ sha }) => history?.id(sha) ?? sha).sort();
}

const check = (makeSource: (built: History) => ChangeSource, runs: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(anyCase, async (one) => {
      history?.remove();
      history = buildHistory(one.commits);
      expect(await idsFrom(makeSource(history), one)).toEqual(expected(one));
    }),
    { numRuns: runs },
  );

const url = 'https://host.example';

describe('on any history, with any commits released before', () => {
  test('the checkout shows what the definition says', async () => {
    await check(
      (built) => createGitSource({ git: built.git, clock: nodeClock, mayDeepen: false }),
      25,
    );
  }, 60_000);

  test('GitHub shows what the definition says', async () => {
    await check((built) => githubAt({ url, fetch: fetchFrom(githubStandIn(built, [])) }), 15);
  }, 60_000);

  test('GitLab shows what the definition says', async () => {
    await check((built) => gitlabAt({ url, fetch: fetchFrom(gitlabStandIn(built, [])) }), 15);
  }, 60_000);

  test('Azure Repos shows what the definition says', async () => {
    await check((built) => azureAt({ url, fetch: fetchFrom(azureStandIn(built, [])) }), 15);
  }, 60_000);

  test('a shallow checkout shows what the definition says, or that it is too shallow', async () => {
    const outcomes = { known: 0, unknown: 0 };
    await fc.assert(
      fc.asyncProperty(anyCase, fc.integer({ min: 2, max: 6 }), async (one, depth) => {
        history?.remove();
        history = buildHistory(one.commits);
        const clone = mkdtempSync(join(tmpdir(), 'scm-shallow-'));
        const options = [`--depth=${depth}`, '--no-single-branch', '--no-checkout', '--quiet'];
        execFileSync('git', ['clone', ...options, `file://${history.folder}`, clone], {
          stdio: 'ignore',
        });
        const git = createNodeGit(clone, process.env);
        const source = createGitSource({ git, clock: nodeClock, mayDeepen: false });
        const found = await idsFrom(source, one).catch((error: Error) => error.message);
        rmSync(clone, { recursive: true, force: true });
        if (typeof found === 'string') {
          expect(found).toContain('the checkout is shallow');
          outcomes.unknown++;
        } else {
          expect(found).toEqual(expected(one));
          outcomes.known++;
        }
      }),
      { numRuns: 25 },
    );
    // Both happen, or the test would show nothing.
    expect(Math.min(outcomes.known, outcomes.unknown)).toBeGreaterThan(0);
  }, 60_000);
});
