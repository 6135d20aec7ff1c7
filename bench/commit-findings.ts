/** What a report of one number of commits cost. */
export interface CommitFindings {
  readonly source: string;
  /** Commits that the deployment releases. */
  readonly count: number;
  /** Commits of the whole history. */
  readonly length: number;
  readonly milliseconds: number;
  /** Times the first case of the same source. */
  readonly time: number;
  readonly memoryKib: number;
  readonly memory: number;
  readonly requests: number;
}

/** How much more a history that is many times as long may cost before it counts as growing with it. */
const noise = 1.5;

/** Two tables: the same history with more and more commits to release, and the same commits in a longer history. */
export function renderCommits(
  rounds: number,
  byCount: readonly CommitFindings[],
  byLength: readonly CommitFindings[],
): string {
  const worst = Math.max(...byLength.flatMap(({ time, memory }) => [time, memory]));
  return [
    `One report by the commits that it releases, Node ${process.version}, ${rounds} rounds, medians`,
    heading('commits'),
    ...byCount.map((one) => row(one, one.count)),
    `The same ${byLength[0]?.count ?? 0} commits in a longer history`,
    heading('history'),
    ...byLength.map((one) => row(one, one.length)),
    `  longer history            ${worst.toFixed(2).padStart(8)} x   aim <= ${noise} x ${worst <= noise ? 'ok' : 'MISSED'}`,
  ].join('\n');
}

const heading = (what: string): string =>
  `  ${'source'.padEnd(8)}${what.padStart(8)}${'time'.padStart(11)}${''.padStart(10)}${'memory'.padStart(11)}${''.padStart(10)}${'requests'.padStart(10)}`;

function row(
  { source, milliseconds, time, memoryKib, memory, requests }: CommitFindings,
  what: number,
): string {
  const cells = [
    what.toLocaleString('en').padStart(8),
    `${milliseconds.toFixed(0)} ms`.padStart(11),
    `${time.toFixed(2)} x`.padStart(10),
    `${(memoryKib / 1024).toFixed(0)} MiB`.padStart(11),
    `${memory.toFixed(2)} x`.padStart(10),
    String(requests).padStart(10),
  ];
  return `  ${source.padEnd(8)}${cells.join('')}`;
}
