import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { Host } from '../../host/host.ts';
import { deploymentStory } from '../../metrics/deployment-story.ts';
import { explain } from '../../metrics/explain.ts';
import { type MetricName, metricNames } from '../../metrics/report.ts';
import { explainOptions } from '../../options/metrics-options.ts';
import { suggest } from '../../options/suggest.ts';
import { type Gathered, gather } from '../../show/gather.ts';
import { planMeasurement } from '../../show/plan-measurement.ts';
import { renderExplanation, renderStory } from '../../show/render-explanation.ts';
import { type CommandInput, exitCodes, isOn } from '../command.ts';
import { openMeasureInput } from '../open-measure-input.ts';
import { openStream } from '../open-stream.ts';
import { createProcessHost, printJson } from '../process-host.ts';
import { openProgressBar } from '../progress-bar.ts';
import { readMeasureOptions } from '../read-measure-options.ts';
import { wrongOptions } from '../wrong-options.ts';

/** Shows what a metric is made of; with `--deployment` what one deployment adds to all of them. */
export async function run({ flags, words }: CommandInput): Promise<number> {
  const host = createProcessHost('stderr');
  const values = await readMeasureOptions(explainOptions, flags, host);
  const metric = metricOf(words, values.deployment !== undefined);
  const plan = planMeasurement(
    { ...values, by: ['all'], compare: false, failIf: undefined },
    host.clock.now(),
  );
  if ('problems' in plan) throw wrongOptions(plan.problems, host);
  const bar = await openProgressBar();
  const { input, close } = await openMeasureInput(host, flags, values, bar);
  try {
    const gathered = await gather(input, { ...plan.settings, keepRecords: true });
    bar.stop();
    const document =
      values.deployment === undefined && metric !== null
        ? explainMetric(gathered, metric)
        : tellDeployment(gathered, values.deployment ?? '', metric, values.timeZone);
    if (isOn(flags.json)) printJson(document.json, host);
    else print(document.lines, host);
    return exitCodes.done;
  } finally {
    bar.stop();
    await close();
  }
}

interface Document {
  readonly json: unknown;
  readonly lines: readonly string[];
}

/** `null` when none is named, which only a deployment makes up for. @throws PortDoraError OPTION_MISSING, OPTION_UNKNOWN */
function metricOf(words: readonly string[], hasDeployment: boolean): MetricName | null {
  const [word, ...more] = words;
  if (word === undefined && hasDeployment) return null;
  const kebab = word?.replace(/[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const metric = metricNames.find((name) => name === kebab);
  if (metric !== undefined && more.length === 0) return metric;
  const near = kebab === undefined ? null : suggest(kebab, metricNames);
  const said =
    word === undefined
      ? 'explain needs a metric or a deployment'
      : `there is no metric ${words.join(' ')}`;
  throw new PortDoraError(word === undefined ? 'OPTION_MISSING' : 'OPTION_UNKNOWN', said, {
    hint: near
      ? `did you mean ${near}?`
      : `name one of: ${metricNames.join(', ')}; or give --deployment`,
  });
}

function explainMetric({ measured, source, bad }: Gathered, metric: MetricName): Document {
  const report = measured.report(source, bad.byReason());
  const explanation = explain(measured, metric);
  const { groups, window, environment, settings } = report;
  const excluded = report.excluded.filter((one) => one.metric === null || one.metric === metric);
  const key = metric.replace(/-(.)/g, (_, letter: string) =>
    letter.toUpperCase(),
  ) as keyof (typeof groups)[0];
  const json = {
    metric,
    window,
    environment,
    number: groups[0][key],
    events: explanation.events,
    excluded,
    settings,
    source,
  };
  return { json, lines: renderExplanation(explanation, report) };
}

function tellDeployment(
  { measured }: Gathered,
  identifier: string,
  metric: MetricName | null,
  timeZone: string,
): Document {
  const story = deploymentStory(measured, identifier);
  if (story === null)
    throw unknownDeployment(
      identifier,
      measured.collected.records.map((one) => one.identifier),
    );
  const shown =
    metric === null
      ? story
      : { ...story, metrics: story.metrics.filter((one) => one.metric === metric) };
  return { json: shown, lines: renderStory(shown, timeZone) };
}

function unknownDeployment(identifier: string, known: readonly string[]): PortDoraError {
  const parts = known.filter((one) => one.includes(identifier)).slice(0, 3);
  return new PortDoraError(
    'OPTION_INVALID',
    `no deployment is called ${identifier} in what was read`,
    {
      hint:
        parts.length > 0
          ? `did you mean ${parts.join(', ')}?`
          : 'check the identifier, the environment and the service',
    },
  );
}

function print(lines: readonly string[], { secrets }: Pick<Host, 'secrets'>): void {
  openStream('stdout').write(secrets.redact(`${lines.join('\n')}\n`));
}
