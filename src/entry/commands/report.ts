import { type CommandInput, isOn } from '../command.ts';
import { createProcessHost } from '../process-host.ts';
import { reportOnce } from '../report-once.ts';

/** Reports at once, as dist/index.js does. */
export async function run({ flags }: CommandInput): Promise<number> {
  return reportOnce(createProcessHost(isOn(flags.json) ? 'stderr' : 'stdout'), { flags });
}
