import { withValue } from './adapt-samples.ts';
import { at } from './blueprint-facts.ts';
import { jqReads } from './jq-reads.ts';
import {
  answerAt,
  aSample,
  type Check,
  isMapped,
  type LintSubject,
  mappingPath,
  queryPath,
  type Remark,
  type Trial,
  valueAt,
} from './subject.ts';
import { isTold, runSelectors } from './try-samples.ts';

/** Finds deployments that are none, have the wrong result or the wrong time. Only for mappings of whole deployments. */
export const checkDeployment: Check = (subject) =>
  subject.isDeployment
    ? [
        ...checkSelection(subject),
        ...checkFailures(subject),
        ...checkResult(subject),
        ...checkTime(subject),
        ...checkFork(subject),
      ]
    : [];

const passes = ({ selected }: Trial): boolean => 'value' in selected && selected.value === true;

function checkSelection(subject: LintSubject): readonly Remark[] {
  const wrong = subject.isGuess
    ? []
    : subject.mapped.filter(({ sample }) => typeof sample.deployment === 'object');
  const [first] = wrong;
  if (!first || typeof first.sample.deployment !== 'object') return [];
  const others = wrong.length > 1 ? ` (and ${wrong.length - 1} more that are none)` : '';
  const message = `the selector takes ${aSample(first.sample)}${others} for a deployment`;
  const hint = first.sample.deployment.not;
  return [{ rule: 'not-a-deployment', path: queryPath(subject), message, hint }];
}

/** What passes is tried once more with the words of what failed: other differences are no reason to leave it out. */
function checkFailures(subject: LintSubject): readonly Remark[] {
  const { trials, known, resource, jq } = subject;
  const passing = trials.find((one) => one.sample.deployment === 'Success' && passes(one));
  const failed = trials.filter(({ sample }) => sample.deployment === 'Failed');
  if (!passing || failed.length === 0 || failed.some(passes)) return [];
  const payloads = failed.map(({ sample }) =>
    (known?.words ?? []).reduce(
      (payload, word) =>
        withValue(payload, word.split('.'), at(sample.payload, ...word.split('.'))),
      passing.sample.payload,
    ),
  );
  const [answers = []] = runSelectors(jq, [{ resource, payloads }]);
  const isSound = answers.every(isTold);
  if (!isSound || answers.some((one) => 'value' in one && one.value === true)) return [];
  const message =
    'the selector leaves out every deployment that failed: the change failure rate is always 0';
  const { status, results } = subject.names;
  const hint = `let failed ones through and map ${status} to "${results.Failed}"`;
  return [{ rule: 'no-failures', path: queryPath(subject), message, hint }];
}

function checkResult(subject: LintSubject): readonly Remark[] {
  const { status, results } = subject.names;
  for (const trial of subject.mapped) {
    const { deployment } = trial.sample;
    const answer = answerAt(subject, trial, 'properties', status);
    if (typeof deployment !== 'string' || !answer || 'error' in answer) continue;
    const { value } = answer;
    // Other words than these are reported as values that the property does not take.
    const isResult = value === results.Success || value === results.Failed;
    if (!isResult || value === results[deployment]) continue;
    const message = `${status} is "${value}" for ${aSample(trial.sample)}, which is a ${results[deployment]} one`;
    const hint = `work it out from the result, for instance \`if .conclusion == "success" then "${results.Success}" else "${results.Failed}" end\``;
    const path = mappingPath(subject, 'properties', status);
    return [{ rule: 'status', path, message, hint }];
  }
  return [];
}

function checkTime(subject: LintSubject): readonly Remark[] {
  const { mapped, known, resource } = subject;
  const { time } = subject.names;
  const path = mappingPath(subject, 'properties', time);
  if (!isMapped(subject, 'properties', time)) {
    if (subject.isDatedElsewhere) return [];
    const message = `the deployment has no ${time}: its time would be the moment when Port heard of it, and history would fall on one day`;
    const hint = `map ${time} to when the deployment began`;
    return [{ rule: 'no-time', path: mappingPath(subject), isAboutKey: true, message, hint }];
  }
  if (!resource.leaves.some((leaf) => leaf.path.join('.') === `properties.${time}`)) return [];
  const empty = mapped.find(
    (trial) =>
      typeof trial.sample.deployment !== 'object' &&
      valueAt(subject, trial, 'properties', time) === null,
  );
  if (empty && !subject.isGuess) {
    const message = `${time} is empty for ${aSample(empty.sample)}`;
    return [{ rule: 'no-time', path, message, hint: 'map it to a field that is always there' }];
  }
  for (const [field, other] of Object.entries(known?.otherTimes ?? {})) {
    if (mapped.length === 0 || !mapped.every((trial) => isTimeOf(subject, trial, field))) continue;
    const message = `${time} is when ${other.meaning}, not when it was deployed`;
    return [{ rule: 'other-time', path, message, hint: `use ${other.better}` }];
  }
  return [];
}

function isTimeOf(subject: LintSubject, trial: Trial, field: string): boolean {
  const value = valueAt(subject, trial, 'properties', subject.names.time);
  const time = at(trial.sample.payload, ...field.split('.'));
  return (
    typeof value === 'string' && typeof time === 'string' && Date.parse(value) === Date.parse(time)
  );
}

/** The name of a fork is not the repository's, and a fork that was deleted has none. */
function checkFork(subject: LintSubject): readonly Remark[] {
  const forks = subject.known?.ofFork ?? [];
  return subject.resource.leaves.flatMap(({ path, filter }): Remark[] => {
    const isName = path[0] === 'identifier' || path[0] === 'relations' || path[0] === 'title';
    const read = jqReads(filter).find((one) =>
      forks.some((fork) => isBelow(fork, one.path.join('.'))),
    );
    if (!isName || !read) return [];
    const field = read.path.join('.');
    const message = `.${field} is the contributor's fork where there is one, and empty when that was deleted`;
    const hint = `read the repository itself: .${field.replace('head.repo', 'base.repo').replace('head_repository', 'repository')}`;
    return [{ rule: 'fork', path: mappingPath(subject, ...path), message, hint }];
  });
}

const isBelow = (outer: string, field: string): boolean =>
  field === outer || field.startsWith(`${outer}.`);
