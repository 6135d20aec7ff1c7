/** A merged pull request of a history under test; commits by their ids. */
export interface PullRequestFacts {
  readonly number: number;
  readonly title: string;
  readonly createdAt: string;
  readonly mergedAt: string;
  /** `merge`: a merge commit. `squash` and `rebase`: new commits. `fast-forward`: its own commits as they are. */
  readonly method: 'merge' | 'squash' | 'rebase' | 'fast-forward';
  /** Its own commits, the oldest first. */
  readonly own: readonly string[];
  readonly branch?: string;
  readonly labels?: readonly string[];
  /** What merging made, the oldest first: the merge commit, the squash commit, or the rebased commits. */
  readonly made: readonly string[];
}
