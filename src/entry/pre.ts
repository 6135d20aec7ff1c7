import { createActionFiles } from './action-files.ts';
import { exitCodes } from './command.ts';
import { runStage } from './exit.ts';
import { createProcessHost } from './process-host.ts';
import { stateNames } from './stage-state.ts';

/** The pre stage of the action: notes when the job began, and makes the runner call the post stage whatever happens. */
const host = createProcessHost();
runStage(host, async () => {
  const files = createActionFiles(host.env, host.files, host.random);
  await files.saveState(stateNames.startedAt, new Date(host.clock.now()).toISOString());
  return exitCodes.done;
});
