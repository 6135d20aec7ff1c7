import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { Host } from '../../host/host.ts';
import { foreignFlags } from '../../options/foreign-flags.ts';
import { type OptionProblem, renderProblem } from '../../options/option-problem.ts';
import type { ReadOptions } from '../../options/read-options.ts';
import { setupOptions, setupVerbs } from '../../options/setup-options.ts';
import type { PortClient } from '../../port/client.ts';
import { areProblems, findCredentials } from '../../report/credentials.ts';
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
  const { values, names } = await readCommandOptions(setupOptions, flags, host, (read) => {
    const form = file === undefined ? verb : `${verb} FILE`;
    return setupProblems(read, foreignFlags('setup', form, setupVerbs, flags));
  });
  const input = setupInput(values, names, host);
  const deadline = host.clock.now() + values.timeout * 1000;
  const { port, close } = await openPort(values, host, deadline);
  try {
    return await known({ port, input, values, host, isJson, file });
  } finally {
    await close();
  }
}

/** Credentials that are missing are said with what else is wrong; where nothing else is, openPort says it. */
function setupProblems(
  { values, problems }: ReadOptions<typeof setupOptions>,
  foreign: readonly OptionProblem[],
): readonly OptionProblem[] {
  if (problems.length + foreign.length === 0) return [];
  const credentials = findCredentials(values);
  return areProblems(credentials) ? [...foreign, ...credentials] : foreign;
}

async function plan(work: Work): Promise<number> {
  const planned = await choosePlan(work);
  const { values, host, isJson } = work;
  if (values.out) {
    const text = writePlanFile(planned, host.sha256);
    await host.files.writePrivate(values.out, text);
  }
  if (isJson) printJson(planDocument(planned.plan, planned.ahead), host);
  else {
    show(planned.plan, work, planned.isDone);
    if (values.out) host.log.info(`Written to ${values.out}: port-dora setup apply ${values.out}`);
  }
  return values.exitCode && !planned.isDone ? exitCodes.differences : exitCodes.done;
}

async function apply(work: Work): Promise<number> {
  const { port, host, file } = work;
  const fromFile = file === undefined ? null : await readPlan(file, host);
  const input = fromFile
    ? { ...work.input, asked: fromFile.asked, names: fromFile.names }
    : work.input;
  const planned = fromFile ? await planSetup(port, input) : await choosePlan(work);
  if (fromFile) checkPlanFile(fromFile, planned, host.sha256);
  if (!work.isJson) show(planned.plan, work, planned.isDone);
  if (planned.isDone) return finish({ done: [], forbidden: [], failed: null, pending: [] }, work);
  if (!fromFile && !(await mayGoOn('Apply this?', work))) return exitCodes.failed;
  const onStep = ({ does }: { does: string }) => host.log.info(`  ${does}`);
  return finish(await applySetup(port, planned, { sha256: host.sha256, onStep }), work);
}

async function check(work: Work): Promise<number> {
  const planned = await planSetup(work.port, work.input);
  const { changes } = planned.plan;
  if (work.isJson) printJson(planDocument(planned.plan, planned.ahead), work.host);
  else show(planned.plan, work, planned.isDone);
  return changes.length === 0 ? exitCodes.done : exitCodes.differences;
}

async function remove(work: Work): Promise<number> {
  const { port, host, isJson } = work;
  const removal = await planRemoval(port);
  if (removal === null) {
    if (isJson) printJson(planDocument({ changes: [], steps: [], notices: [] }), host);
    else host.log.info('Nothing in this account was set up by port-dora.');
    return exitCodes.done;
  }
  if (!isJson) show(removal, work);
  if (!(await mayGoOn('Take all of this out?', work))) return exitCodes.failed;
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
  isDone = true,
): void {
  const colours = Boolean(process.stdout.isTTY) && !host.env.NO_COLOR;
  for (const line of renderChanges(changes, { withDiff: values.diff, colours })) {
    host.log.info(line);
  }
  for (const notice of notices) host.log.notice(notice);
  const count = changes.length;
  const none = isDone ? 'Nothing to change.' : 'Nothing to change but the list of what is ours.';
  host.log.info(count === 0 ? none : `${count} ${count === 1 ? 'difference' : 'differences'}.`);
}

async function readPlan(path: string, { files }: Host) {
  const text = await files.read(path);
  if (text !== null) return parsePlanFile(path, text);
  throw new PortDoraError('FILE_UNREADABLE', `there is no file ${path}`, {
    hint: 'write one with port-dora setup plan --out FILE',
  });
}

/** Where stdout is kept for one document, nobody is asked. */
async function mayGoOn(question: string, { values, host, isJson }: Work): Promise<boolean> {
  if (values.yes) return true;
  if (!isJson && process.stdin.isTTY && process.stdout.isTTY) return askToGoOn(question);
  const unasked: OptionProblem = {
    code: 'OPTION_MISSING',
    message: 'nobody is here to ask, and nothing was changed',
    hint: 'add --yes when you have read it',
  };
  host.log.error(renderProblem(unasked));
  if (isJson) printJson({ error: unasked }, host);
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
