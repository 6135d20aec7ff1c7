import { readRunContext } from '../../ci/read-run-context.ts';
import { contextOptions } from '../../options/schema.ts';
import { overrideContext } from '../../report/override-context.ts';
import { renderContext } from '../../report/render-context.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';

/** Prints the run context; with `--json` in the shape that other tools rely on. */
export async function run({ flags }: CommandInput): Promise<number> {
  const host = createProcessHost(isOn(flags.json) ? 'stderr' : 'stdout');
  const { values } = await readCommandOptions(contextOptions, flags, host);
  const hints = { jobId: values.jobId ?? null, jobStatus: values.jobStatus ?? null };
  const { context } = await readRunContext(host, { ...hints, ci: values.ci ?? null });
  const complete = overrideContext(context, values);
  if (isOn(flags.json)) printJson(complete, host);
  else for (const line of renderContext(complete)) host.log.info(line);
  return exitCodes.done;
}
