/** What writing so many deployments from a file to Port cost. */
export interface BackfillFindings {
  readonly count: number;
  readonly milliseconds: number;
  /** Times one request per entity, measured where the count is small and by the entity where it is not. */
  readonly time: number;
  readonly requests: number;
  readonly memoryKib: number;
}

const aims = { memoryMib: 150, extraRequests: 10 };
const entitiesPerRequest = 20;

/** A line for each number of deployments, and the aims. */
export function renderBackfill(
  one: { readonly count: number; readonly milliseconds: number },
  all: readonly BackfillFindings[],
): string {
  const extra = Math.max(
    ...all.map(({ count, requests }) => requests - Math.ceil(count / entitiesPerRequest)),
  );
  const memory = Math.max(...all.map(({ memoryKib }) => memoryKib)) / 1024;
  const aim = (name: string, value: string, limit: string, holds: boolean): string =>
    `  ${name.padEnd(26)}${value.padStart(10)}   aim ${limit.padEnd(9)} ${holds ? 'ok' : 'MISSED'}`;
  return [
    `Deployments from a file to Port, Node ${process.version}; x: one request per entity, one after the other`,
    `  ${'deployments'.padStart(12)}${'time'.padStart(11)}${'each'.padStart(11)}${''.padStart(9)}${'requests'.padStart(10)}${'memory'.padStart(11)}`,
    ...all.map(row),
    `  ${one.count.toLocaleString('en').padStart(12)}${`${(one.milliseconds / 1000).toFixed(1)} s`.padStart(11)}${each(one).padStart(11)}${'1.00 x'.padStart(9)}${String(one.count).padStart(10)}   one by one`,
    aim(
      'beside the bulk requests',
      `${extra}`,
      `<= ${aims.extraRequests}`,
      extra <= aims.extraRequests,
    ),
    aim(
      'peak memory',
      `${memory.toFixed(0)} MiB`,
      `<= ${aims.memoryMib} MiB`,
      memory <= aims.memoryMib,
    ),
  ].join('\n');
}

const each = (of: { readonly count: number; readonly milliseconds: number }): string =>
  `${(of.milliseconds / of.count).toFixed(2)} ms`;

function row({ count, milliseconds, time, requests, memoryKib }: BackfillFindings): string {
  const cells = [
    count.toLocaleString('en').padStart(12),
    `${(milliseconds / 1000).toFixed(1)} s`.padStart(11),
    each({ count, milliseconds }).padStart(11),
    `${time.toFixed(2)} x`.padStart(9),
    requests.toLocaleString('en').padStart(10),
    `${(memoryKib / 1024).toFixed(0)} MiB`.padStart(11),
  ];
  return `  ${cells.join('')}`;
}
