import type { Host } from '../host/host.ts';
import { renderProblem } from '../options/option-problem.ts';
import { readOptions } from '../options/read-options.ts';
import { reportOptions } from '../options/schema.ts';
import { checkEarly } from '../report/check-early.ts';
import { createActionFiles } from './action-files.ts';
import { exitCodes } from './command.ts';
import { isDueNow } from './is-due-now.ts';
import { reportOnce } from './report-once.ts';
import { readState, stateNames } from './stage-state.ts';

/**
 * The main stage of the action. A report of the job's end is prepared here: what is wrong with the options is said
 * before the deployment begins. A report that is due now is made now.
 */
export async function runMainStage(host: Host): Promise<number> {
  const { env, files, secrets, log } = host;
  const actionFiles = createActionFiles(env, files, host.random);
  const startedAt = readState(env, 'startedAt') ?? new Date(host.clock.now()).toISOString();
  await actionFiles.saveState(stateNames.mainRan, 'true');
  await actionFiles.saveState(stateNames.startedAt, startedAt);
  const options = await readOptions(reportOptions, { flags: {}, env, files, secrets });
  if (isDueNow(options.values)) {
    await actionFiles.saveState(stateNames.reported, 'true');
    return reportOnce(host, {
      flags: {},
      options,
      startedAt: readState(env, 'startedAt'),
      outputs: true,
    });
  }
  const { problems, notice } = await checkEarly(options, host);
  if (notice) log.info(`Nothing will be reported: ${notice}`);
  for (const problem of problems) log.error(renderProblem(problem));
  if (problems.length > 0 && options.values.failOnError) return exitCodes.failed;
  if (problems.length === 0 && !notice)
    log.info('The deployment will be reported when the job ends.');
  return exitCodes.done;
}
