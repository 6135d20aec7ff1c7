/** What the metrics of a file cost. */
export interface MetricsFindings {
  readonly count: number;
  /** Of the file. */
  readonly bytes: number;
  readonly seconds: number;
  /** Times reading and parsing the same file. */
  readonly time: number;
  readonly memoryKib: number;
  readonly memory: number;
  /** What each record adds to the memory that reading needs. */
  readonly bytesPerRecord: number;
}

/** A deployment with two changes is kept as about 120 bytes of numbers; growing and sorting them needs that again. */
const aims = { time: 3, bytesPerRecord: 400 };

/** A line for each size of file, and the largest against the aims. */
export function renderMetrics(rounds: number, all: readonly MetricsFindings[]): string {
  const largest = all.at(-1);
  const aim = (name: string, value: string, limit: string, holds: boolean) =>
    `  ${name.padEnd(26)}${value.padStart(10)}   aim ${limit.padEnd(9)} ${holds ? 'ok' : 'MISSED'}`;
  return [
    `The metrics of a file of records, Node ${process.version}, ${rounds} rounds, medians; x: reading and parsing the same file`,
    `  ${'records'.padStart(10)}${'file'.padStart(11)}${'time'.padStart(10)}${''.padStart(9)}${'memory'.padStart(11)}${''.padStart(9)}${'a record'.padStart(12)}`,
    ...all.map(row),
    ...(largest === undefined
      ? []
      : [
          aim(
            'time',
            `${largest.time.toFixed(2)} x`,
            `<= ${aims.time} x`,
            largest.time <= aims.time,
          ),
          aim(
            'memory a record',
            `${largest.bytesPerRecord.toFixed(0)} B`,
            `<= ${aims.bytesPerRecord} B`,
            largest.bytesPerRecord <= aims.bytesPerRecord,
          ),
        ]),
  ].join('\n');
}

function row({
  count,
  bytes,
  seconds,
  time,
  memoryKib,
  memory,
  bytesPerRecord,
}: MetricsFindings): string {
  const cells = [
    count.toLocaleString('en').padStart(10),
    `${(bytes / 2 ** 20).toFixed(0)} MiB`.padStart(11),
    `${seconds.toFixed(1)} s`.padStart(10),
    `${time.toFixed(2)} x`.padStart(9),
    `${(memoryKib / 1024).toFixed(0)} MiB`.padStart(11),
    `${memory.toFixed(2)} x`.padStart(9),
    `${bytesPerRecord.toFixed(0)} B`.padStart(12),
  ];
  return `  ${cells.join('')}`;
}
