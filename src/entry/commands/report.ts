import type { CommandInput } from '../command.ts';
import { createProcessHost } from '../process-host.ts';
import { reportOnce } from '../report-once.ts';

/** Reports at once, as dist/index.js does. */
export async function run({ flags }: CommandInput): Promise<number> {
  return reportOnce(createProcessHost(flags.json ? 'stderr' : 'stdout'), { flags });
}
