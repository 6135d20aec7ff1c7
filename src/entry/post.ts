import type { Host } from '../host/host.ts';
import { readOptions } from '../options/read-options.ts';
import { reportOptions } from '../options/schema.ts';
import { exitCodes } from './command.ts';
import { runStage } from './exit.ts';
import { createProcessHost } from './process-host.ts';
import { reportOnce } from './report-once.ts';
import { readState } from './stage-state.ts';

/** The post stage of the action: reports with the job's final status, unless that was done before or the step never ran. */
async function runPostStage(host: Host): Promise<number> {
  const { env, files, secrets, log } = host;
  const options = await readOptions(reportOptions, { flags: {}, env, files, secrets });
  if (readState(env, 'mainRan') !== 'true') {
    if (options.values.jobStatus === 'failure') {
      log.warning(
        'NOT REPORTED: an earlier failure skipped this step; put it first in the job, or under `if: always()`',
      );
    } else log.info('The step was skipped: nothing is reported.');
    return exitCodes.done;
  }
  if (readState(env, 'reported') === 'true') return exitCodes.done;
  return reportOnce(host, { flags: {}, options, startedAt: readState(env, 'startedAt') });
}

const host = createProcessHost();
runStage(host, () => runPostStage(host));
