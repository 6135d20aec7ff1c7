import type { Host } from '../../host/host.ts';
import { metricsOptions } from '../../options/metrics-options.ts';
import type { OptionProblem } from '../../options/option-problem.ts';
import type { OptionValues } from '../../options/read-options.ts';
import type { RenderContext } from '../../show/format.ts';
import { type FormatName, formatOfFile, formats } from '../../show/formats.ts';
import { type MeasuredReport, measureReport } from '../../show/measure-report.ts';
import { planMeasurement } from '../../show/plan-measurement.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { openMeasureInput } from '../open-measure-input.ts';
import { openStream } from '../open-stream.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { openProgressBar } from '../progress-bar.ts';
import { readMeasureOptions } from '../read-measure-options.ts';
import { isJobSummary, writeOutput } from '../write-output.ts';
import { wrongOptions } from '../wrong-options.ts';

type Values = OptionValues<typeof metricsOptions>;

/** Works out the DORA metrics and shows them. Exit code 1 when a condition of `fail-if` is met. */
export async function run({ flags }: CommandInput): Promise<number> {
  const host = createProcessHost('stderr');
  const isJson = isOn(flags.json);
  const values = await readMeasureOptions(metricsOptions, flags, host);
  const outputs = outputsOf(values, isJson, host);
  const plan = planMeasurement(values, host.clock.now());
  if ('problems' in plan || 'problems' in outputs)
    throw wrongOptions(
      [plan, outputs].flatMap((one) => ('problems' in one ? one.problems : [])),
      host,
    );
  const bar = await openProgressBar();
  const { input, close } = await openMeasureInput(host, flags, values, bar);
  try {
    const result = await measureReport(input, plan);
    bar.stop();
    for (const output of outputs) await write(output, result, values, host);
    if (isJson) printJson({ ...result.report, gates: result.gates }, host);
    return judged(result, host);
  } finally {
    bar.stop();
    await close();
  }
}

/** A form of the report, and the file that it goes to; `null` for stdout. */
interface Output {
  readonly format: FormatName;
  readonly path: string | null;
}

/** What to write where; or every file whose name says no form. */
function outputsOf(
  { format, out }: Values,
  isJson: boolean,
  host: Host,
): readonly Output[] | { readonly problems: readonly OptionProblem[] } {
  const paths = out ?? [];
  if (paths.length === 0) return isJson ? [] : [{ format: format ?? 'table', path: null }];
  const given = paths.length === 1 ? format : undefined;
  const outputs: Output[] = [];
  const problems: OptionProblem[] = [];
  for (const path of paths) {
    const meant = given ?? (isJobSummary(path, host) ? 'markdown' : formatOfFile(path));
    if (meant === null) problems.push(namelessFile(path));
    else outputs.push({ format: meant, path });
  }
  return problems.length > 0 ? { problems } : outputs;
}

const namelessFile = (path: string): OptionProblem => ({
  code: 'OPTION_INVALID',
  message: `out: the name ${JSON.stringify(path.slice(0, 100))} does not say in which form to write`,
  hint: `end it with one of: ${Object.values(formats)
    .flatMap(({ endings }) => endings)
    .join(', ')}; or give a format`,
});

async function write(
  { format, path }: Output,
  { report, gates }: MeasuredReport,
  values: Values,
  host: Host,
): Promise<void> {
  const context: RenderContext = {
    colour: path === null && process.stdout.isTTY === true && !host.env.NO_COLOR,
    width: process.stdout.columns ?? 120,
    metric: values.metric,
    theme: values.theme,
    gates,
  };
  const render = await formats[format].load();
  const content = await render(report, context);
  const text = typeof content === 'string' ? host.secrets.redact(content) : content;
  if (path === null) openStream('stdout').write(text);
  else await writeOutput(path, text, host);
}

/** What is not known is said, because it neither passes nor fails. */
function judged({ gates }: MeasuredReport, { log }: Host): number {
  for (const { gate, outcome, says } of gates) {
    if (outcome === 'fails') log.error(`the condition ${gate} is met: ${says}`);
    if (outcome === 'unknown') log.warning(`the condition ${gate} cannot be told: ${says}`);
  }
  return gates.some(({ outcome }) => outcome === 'fails') ? exitCodes.failed : exitCodes.done;
}
