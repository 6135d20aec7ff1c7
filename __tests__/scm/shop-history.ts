import { type HistoryCommit, hour } from './history.ts';
import type { PullRequestFacts } from './hosts/pull-request-facts.ts';

const at = (index: number) => ({ authoredAt: hour(index), committedAt: hour(index) });

/**
 * A history with every way in which commits reach `main`. Letters are commits on `main`.
 *
 *     a ─ b ─ M ─ s ─ r1' ─ v ─ O ─ P ─ z
 *      \     /               ╱╱   /
 *       f1─f2   (squash, rebase, octopus, develop promoted)
 */
export const shopCommits: readonly HistoryCommit[] = [
  { id: 'a', parents: [], files: { 'shop/a.txt': 'a' }, ...at(0) },
  { id: 'b', parents: ['a'], files: { 'shop/b.txt': 'b' }, message: 'fix: b\n\nbody', ...at(10) },
  // A pull request merged with a merge commit; it began before `b`.
  { id: 'f1', parents: ['a'], files: { 'pay/f1.txt': '1' }, author: 'Kim', ...at(5) },
  { id: 'f2', parents: ['f1'], files: { 'pay/f2.txt': '2' }, author: 'Kim', ...at(7) },
  {
    id: 'M',
    parents: ['b', 'f2'],
    message: 'Merge pull request #1 from acme/f\n\nPay',
    ...at(12),
  },
  // A squashed pull request: its own commits stay on their branch.
  { id: 's1', parents: ['b'], files: { 'shop/s.txt': '1' }, ...at(11) },
  { id: 's2', parents: ['s1'], files: { 'shop/s.txt': '2' }, ...at(13) },
  { id: 's', parents: ['M'], files: { 'shop/s.txt': '2' }, message: 'Cart (#2)', ...at(15) },
  // A rebased pull request: a new commit with the author time of the old one.
  { id: 'r1', parents: ['b'], files: { 'shop/r.txt': '1' }, author: 'renovate[bot]', ...at(14) },
  {
    id: "r1'",
    parents: ['s'],
    files: { 'shop/r.txt': '1' },
    author: 'renovate[bot]',
    message: 'r1',
    authoredAt: hour(14),
    committedAt: hour(16),
  },
  {
    id: 'v',
    parents: ["r1'"],
    files: { 'shop/s.txt': null },
    message: 'Revert "Cart (#2)"\n\nThis reverts commit.',
    ...at(17),
  },
  // Two branches merged at once by hand, one of them with a merge of its own.
  { id: 'o1', parents: ['v'], files: { 'shop/o1.txt': '1' }, ...at(18) },
  { id: 'o2', parents: ['s'], files: { 'pay/o2.txt': '2' }, ...at(18.5) },
  { id: 'o3', parents: ['o2', 'v'], message: "Merge branch 'main' into o2", ...at(19) },
  { id: 'O', parents: ['v', 'o1', 'o3'], message: "Merge branches 'o1' and 'o2'", ...at(20) },
  // A long-lived branch: a pull request into it, then its promotion to main.
  { id: 'd1', parents: ['b'], files: { 'pay/d1.txt': '1' }, ...at(21) },
  { id: 'D', parents: ['s', 'd1'], message: 'Merge pull request #4 from acme/d', ...at(22) },
  {
    id: 'd2',
    parents: ['D'],
    files: { 'pay/d2.txt': '2' },
    message: 'straight to develop',
    ...at(23),
  },
  { id: 'P', parents: ['O', 'd2'], message: 'Merge pull request #5 from acme/develop', ...at(24) },
  { id: 'z', parents: ['P'], files: { 'shop/z.txt': 'z' }, ...at(25) },
  // A hotfix on the released commit `s`, with a cherry-pick of `z`.
  { id: 'h', parents: ['s'], files: { 'shop/h.txt': 'h' }, message: 'hotfix', ...at(26) },
  {
    id: "z'",
    parents: ['h'],
    files: { 'shop/z.txt': 'z' },
    message: 'z\n\n(cherry picked from commit z)',
    authoredAt: hour(25),
    committedAt: hour(27),
  },
];

export const shopPulls: readonly PullRequestFacts[] = [
  {
    number: 1,
    title: 'Pay',
    createdAt: hour(8),
    mergedAt: hour(12),
    method: 'merge',
    own: ['f1', 'f2'],
    made: ['M'],
  },
  {
    number: 2,
    title: 'Cart',
    createdAt: hour(11.5),
    mergedAt: hour(15),
    method: 'squash',
    own: ['s1', 's2'],
    made: ['s'],
  },
  {
    number: 3,
    title: 'Update',
    createdAt: hour(14),
    mergedAt: hour(16),
    method: 'rebase',
    own: ['r1'],
    made: ["r1'"],
  },
  {
    number: 4,
    title: 'D',
    createdAt: hour(21.5),
    mergedAt: hour(22),
    method: 'merge',
    own: ['d1'],
    made: ['D'],
  },
  {
    number: 5,
    title: 'Release',
    createdAt: hour(23.5),
    mergedAt: hour(24),
    method: 'merge',
    own: ['d1', 'd2'],
    made: ['P'],
  },
];

/** Deployments of that history: what runs after what, and the commits that each releases for the first time. */
export const shopDeployments: readonly {
  readonly name: string;
  readonly head: string;
  readonly exclude: readonly string[];
  readonly changes: readonly string[];
  readonly paths?: readonly string[];
}[] = [
  { name: 'linear', head: 'b', exclude: ['a'], changes: ['b'] },
  { name: 'a merge commit', head: 'M', exclude: ['b'], changes: ['f1', 'f2'] },
  { name: 'a squash merge', head: 's', exclude: ['M'], changes: ['s'] },
  { name: 'a rebase merge', head: "r1'", exclude: ['s'], changes: ["r1'"] },
  { name: 'a revert', head: 'v', exclude: ["r1'"], changes: ['v'] },
  { name: 'an octopus merge', head: 'O', exclude: ['v'], changes: ['o1', 'o2'] },
  { name: 'develop promoted to main', head: 'P', exclude: ['O'], changes: ['d1', 'd2'] },
  { name: 'a hotfix after a newer commit', head: "z'", exclude: ['z'], changes: ['h', "z'"] },
  {
    name: 'main again after a hotfix',
    head: 'z',
    exclude: ["z'"],
    changes: ["r1'", 'v', 'o1', 'o2', 'd1', 'd2', 'z'],
  },
  {
    name: 'the next one after a rollback',
    head: 'z',
    exclude: ['M', 's', 'O'],
    changes: ['d1', 'd2', 'z'],
  },
  {
    name: 'after a rollback, with a hotfix on another branch in between',
    head: 'z',
    exclude: ['b', "z'", 'v'],
    changes: ['o1', 'o2', 'd1', 'd2', 'z'],
  },
  { name: 'an older commit', head: 'M', exclude: ['z'], changes: [] },
  { name: 'the same commit', head: 'z', exclude: ['z'], changes: [] },
  {
    name: 'a service in a folder',
    head: 'z',
    exclude: ['b'],
    paths: ['pay/**'],
    changes: ['f1', 'f2', 'o2', 'd1', 'd2'],
  },
  {
    name: 'a service in two places',
    head: 'z',
    exclude: ['M'],
    paths: ['pay', 'shop/o1.txt', './shop/z.txt'],
    changes: ['o1', 'o2', 'd1', 'd2', 'z'],
  },
  {
    name: 'a service with wildcards and exceptions',
    head: 'z',
    exclude: ['b'],
    paths: ['shop/[rz].txt', 'pay', '!**/f2.txt'],
    changes: ['f1', "r1'", 'o2', 'd1', 'd2', 'z'],
  },
  {
    name: 'a service of nothing but exceptions',
    head: 'v',
    exclude: ['b'],
    paths: ['!pay/**'],
    changes: ['s', "r1'", 'v'],
  },
  {
    name: 'a service that did not change',
    head: 's',
    exclude: ['b'],
    paths: ['docs/'],
    changes: [],
  },
];
