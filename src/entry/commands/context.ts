import type { AskedVariable } from '../../ci/environment-reader.ts';
import { explainRunContext } from '../../ci/explain-run-context.ts';
import { readRunContext } from '../../ci/read-run-context.ts';
import { contextOptions } from '../../options/schema.ts';
import { overrideContext } from '../../report/override-context.ts';
import { overrideOrigins } from '../../report/override-origins.ts';
import { renderContext } from '../../report/render-context.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';

/**
 * Prints the run context; with `--json` in the shape that other tools rely on. With `--explain` also what each fact
 * came from, and every variable that was looked at: their names, since a value may be a secret.
 */
export async function run({ flags }: CommandInput): Promise<number> {
  const isJson = isOn(flags.json);
  const host = createProcessHost(isJson ? 'stderr' : 'stdout');
  const { values, sources } = await readCommandOptions(contextOptions, flags, host);
  const hints = {
    jobId: values.jobId ?? null,
    jobStatus: values.jobStatus ?? null,
    ci: values.ci ?? null,
  };
  if (!values.explain) {
    const complete = overrideContext((await readRunContext(host, hints)).context, values);
    if (isJson) printJson(complete, host);
    else for (const line of renderContext(complete)) host.log.info(line);
    return exitCodes.done;
  }
  const { context, asked, ...reading } = await explainRunContext(host, hints);
  const complete = overrideContext(context, values);
  const origins = overrideOrigins(reading.origins, sources);
  if (isJson) printJson({ ...complete, asked, origins: Object.fromEntries(origins) }, host);
  else {
    const lines = [...renderContext(complete, origins), '', ...renderAsked(asked)];
    for (const line of lines) host.log.info(line);
  }
  return exitCodes.done;
}

function renderAsked(asked: readonly AskedVariable[]): string[] {
  const names = (found: boolean): string =>
    asked
      .filter((one) => one.found === found)
      .map(({ name }) => name)
      .join(', ') || 'none';
  return [`Variables that were found: ${names(true)}`, `Not there: ${names(false)}`];
}
