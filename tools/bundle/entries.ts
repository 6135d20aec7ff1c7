/** One file that is started by itself, and where it stands in dist. */
export interface Entry {
  readonly source: string;
  /** Without `.js`. */
  readonly output: string;
  /** `true` for what a shell may start by its name. */
  readonly executable?: boolean;
}

/** Everything that dist starts from. The start-up of `index`, `pre` and `post` is paid by every job that reports. */
export const entries: readonly Entry[] = [
  { source: 'src/entry/report.ts', output: 'index' },
  { source: 'src/entry/pre.ts', output: 'pre' },
  { source: 'src/entry/post.ts', output: 'post' },
  { source: 'src/entry/cli.ts', output: 'cli/index', executable: true },
];
