import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { Host } from '../../host/host.ts';
import { setupOptions } from '../../options/setup-options.ts';
import type { PortClient } from '../../port/client.ts';
import type { Applied } from '../../setup/apply-plan.ts';
import { appliedDocument, planDocument } from '../../setup/plan-document.ts';
import { parsePlanFile, writePlanFile } from '../../setup/plan-file.ts';
import { renderApplied } from '../../setup/render-applied.ts';
import { renderChanges } from '../../setup/render-change.ts';
import type { Change } from '../../setup/settle-thing.ts';
import {
  applySetup,
  checkPlanFile,
  type Planned,
  planRemoval,
  planSetup,
  removeSetup,
  type SetupInput,
} from '../../setup/setup.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { openPort } from '../open-port.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { readCommandOptions } from '../read-command-options.ts';
import { askChoices, askToGoOn } from '../setup/ask-choices.ts';
import { type SetupOptionValues, setupInput } from '../setup/setup-input.ts';

/** What every verb works with. */
interface Work {
  readonly port: PortClient;
  readonly input: SetupInput;
  readonly values: SetupOptionValues;
  readonly host: Host;
  readonly isJson: boolean;
  /** The word behind the verb. */
  readonly file: string | undefined;
}

const verbs: Readonly<Record<string, (work: Work) => Promise<number>>> = {
  plan,
  apply,
  check,
  remove,
  export: async (work) => (await import('../setup/export-setup.ts')).exportSetup(work),
};

/** Sets up Port: shows what would change, changes it, checks it, takes it out, or writes it down for Terraform. */
export async function run({ flags, words }: CommandInput): Promise<number> {
  const [verb = 'plan', file, ...more] = words;
  const known = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!known || more.length > 0 || (file !== undefined && verb !== 'apply')) {
    throw new PortDoraError('OPTION_UNKNOWN', `setup cannot do: ${words.join(' ')}`, {
      hint: `use one of: setup plan, setup apply [FILE], setup check, setup remove, setup export`,
    });
  }
  const isJson = isOn(flags.json);
  const host = createProcessHost(isJson ? 'stderr' : 'stdout');
  const { values, names } = await readCommandOptions(setupOptions, flags, host);
  const input = setupInput(values, names, host);
  const deadline = host.clock.now() + values.timeout * 1000;
  const { port, close } = await openPort(values, host, deadline);
  try {
    return await known({ port, input, values, host, isJson, file });
  } finally {
    await close();
  }
}

async function plan(work: Work): Promise<number> {
  const planned = await choosePlan(work);
  const { values, host, isJson } = work;
  if (values.out) {
    const text = writePlanFile(planned.plan, planned.fingerprint, host.sha256);
    await host.files.writePrivate(values.out, text);
  }
  if (isJson) printJson(planDocument(planned.plan), host);
  else {
    show(planned.plan, work);
    if (values.out) host.log.info(`Written to ${values.out}: port-dora setup apply ${values.out}`);
  }
  return values.exitCode && !planned.isDone ? exitCodes.differences : exitCodes.done;
}

async function apply(work: Work): Promise<number> {
  const { port, host, file, values } = work;
  const fromFile = file === undefined ? null : await readPlan(file, host);
  const input = fromFile
    ? { ...work.input, asked: fromFile.asked, names: fromFile.names }
    : work.input;
  const planned = fromFile ? await planSetup(port, input) : await choosePlan(work);
  if (fromFile) checkPlanFile(fromFile, planned, host.sha256);
  if (!work.isJson) show(planned.plan, work);
  if (planned.isDone) return finish({ done: [], forbidden: [], failed: null, pending: [] }, work);
  if (!fromFile && !(await mayGoOn('Apply this?', values, host))) return exitCodes.failed;
  const onStep = ({ does }: { does: string }) => host.log.info(`  ${does}`);
  return finish(await applySetup(port, planned, { sha256: host.sha256, onStep }), work);
}

async function check(work: Work): Promise<number> {
  const planned = await planSetup(work.port, work.input);
  const { changes } = planned.plan;
  if (work.isJson) printJson(planDocument(planned.plan), work.host);
  else show(planned.plan, work);
  return changes.length === 0 ? exitCodes.done : exitCodes.differences;
}

async function remove(work: Work): Promise<number> {
  const { port, host, values, isJson } = work;
  const removal = await planRemoval(port);
  if (removal === null) {
    if (isJson) printJson(planDocument({ changes: [], steps: [], notices: [] }), host);
    else host.log.info('Nothing in this account was set up by port-dora.');
    return exitCodes.done;
  }
  if (!isJson) show(removal, work);
  if (!(await mayGoOn('Take all of this out?', values, host))) return exitCodes.failed;
  const onStep = ({ does }: { does: string }) => host.log.info(`  ${does}`);
  return finish(await removeSetup(port, removal, { sha256: host.sha256, onStep }), work);
}

/** The plan; where nobody has said anything yet and someone is there to ask, after asking. */
async function choosePlan(work: Work): Promise<Planned> {
  const { port, input, values, isJson } = work;
  const first = await planSetup(port, input);
  const isTold = first.account.manifest !== null || values.yes || isJson;
  if (isTold || !process.stdin.isTTY || !process.stdout.isTTY) return first;
  const asked = await askChoices(input.asked, first.plan.choices);
  return planSetup(port, { ...input, asked });
}

function show(
  { changes, notices }: { changes: readonly Change[]; notices: readonly string[] },
  { host, values }: Work,
): void {
  const colours = Boolean(process.stdout.isTTY) && !host.env.NO_COLOR;
  for (const line of renderChanges(changes, { withDiff: values.diff, colours })) {
    host.log.info(line);
  }
  for (const notice of notices) host.log.notice(notice);
  const count = changes.length;
  host.log.info(
    count === 0 ? 'Nothing to change.' : `${count} ${count === 1 ? 'difference' : 'differences'}.`,
  );
}

async function readPlan(path: string, { files }: Host) {
  const text = await files.read(path);
  if (text !== null) return parsePlanFile(path, text);
  throw new PortDoraError('FILE_UNREADABLE', `there is no file ${path}`, {
    hint: 'write one with port-dora setup plan --out FILE',
  });
}

async function mayGoOn(question: string, { yes }: SetupOptionValues, host: Host): Promise<boolean> {
  if (yes) return true;
  if (process.stdin.isTTY && process.stdout.isTTY) return askToGoOn(question);
  host.log.error('nobody is here to ask, and nothing was changed: add --yes when you have read it');
  return false;
}

function finish(applied: Applied, { host, isJson }: Work): number {
  if (isJson) printJson(appliedDocument(applied), host);
  else {
    for (const line of renderApplied(applied)) host.log.error(line);
    if (applied.failed === null && applied.forbidden.length === 0) host.log.info('Done.');
  }
  return applied.failed === null && applied.forbidden.length === 0
    ? exitCodes.done
    : exitCodes.failed;
}
