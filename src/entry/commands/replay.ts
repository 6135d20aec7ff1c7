import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { keptRecords } from '../../backfill/files/kept-records.ts';
import { replayOptions } from '../../options/backfill-options.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { filesBelow, importFiles, openRecordFile } from '../import-files.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';

/** The folder in which a report keeps what it could not send. */
const spool = '.port-dora/spool';

/** Sends what could not be sent: spool files, folders of them, files of failed records, or the log of a job. */
export async function run({ flags, words }: CommandInput): Promise<number> {
  const isJson = isOn(flags.json);
  const host = createProcessHost(isJson ? 'stderr' : 'stdout');
  const { values, names } = await readCommandOptions(replayOptions, flags, host);
  if (words.length === 0 && !existsSync(spool)) {
    host.log.info(`Nothing to replay: there is no ${spool}`);
    if (isJson) printJson({ read: 0 }, host);
    return exitCodes.done;
  }
  const paths = (await Promise.all((words.length > 0 ? words : [spool]).map(filesBelow))).flat();
  const outcome = await importFiles(paths.map(openRecordFile), {
    ...{ read: keptRecords, values, names, host, isJson, isSent: !values.dryRun },
  });
  const isDone = outcome.ended === null && outcome.counts.failed === 0 && outcome.badCount === 0;
  if (values.remove && !values.dryRun)
    for (const path of outcome.complete) await rm(path, { force: true });
  return isDone && outcome.read > 0 ? exitCodes.done : exitCodes.failed;
}
