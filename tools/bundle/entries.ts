/** One file that is started by itself, and where it stands in dist. */
export interface Entry {
  readonly source: string;
  /** Without `.js`. */
  readonly output: string;
  /** `true` for what a shell may start by its name. */
  readonly executable?: boolean;
  /** Its start-up is paid by every job that reports: the chunk that holds what it needs at once. */
  readonly start?: string;
  /** One file that shares nothing with the others. */
  readonly alone?: boolean;
}

/** Everything that dist starts from. */
export const entries: readonly Entry[] = [
  { source: 'src/entry/pre.ts', output: 'pre', alone: true },
  { source: 'src/entry/report.ts', output: 'index', start: 'reporter' },
  { source: 'src/entry/post.ts', output: 'post', start: 'reporter' },
  { source: 'src/entry/cli.ts', output: 'cli/index', executable: true },
];
