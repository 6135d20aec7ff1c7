import {
  answerAt,
  aSample,
  type Check,
  type LintSubject,
  mappingPath,
  type Remark,
  type Trial,
} from './subject.ts';

/** Port API reference, "Create an entity"; lengths count code points. */
const pattern = /^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$/u;
const longest = 1000;

/** Finds identifiers that Port refuses, and those that two different things would share. */
export const checkIdentifier: Check = (subject) => {
  const path = mappingPath(subject, 'identifier');
  const seen = new Map<string, Trial>();
  for (const trial of subject.mapped) {
    const answer = answerAt(subject, trial, 'identifier');
    // A search query in place of an identifier has no such leaf.
    if (!answer) return [];
    const { sample } = trial;
    if (subject.isGuess && ('error' in answer || !answer.value)) continue;
    const problem = 'error' in answer ? `fails: ${answer.error}` : problemOf(answer.value);
    if (problem !== null) {
      const message = `the identifier of ${aSample(sample)} ${problem}`;
      return [
        {
          rule: 'identifier',
          path,
          message,
          hint: 'build it from ids and numbers, and replace what Port refuses with gsub',
        },
      ];
    }
    const identifier = 'value' in answer ? String(answer.value) : '';
    const twin = seen.get(identifier);
    if (twin && isOneEach(subject)) return [twinRemark(subject, identifier, twin, trial)];
    seen.set(identifier, trial);
  }
  return [];
};

function problemOf(value: unknown): string | null {
  if (value === null || value === '' || value === false)
    return 'is empty, so that the item is left out';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (typeof value === 'object') return 'is not a text';
  if (!pattern.test(text))
    return `is "${text}", which Port refuses: it has characters other than letters, digits and @_.+:\\/=-`;
  return [...text].length > longest ? `is longer than ${longest} characters` : null;
}

/** Whether every item is to become an entity of its own, and not, say, the service that it belongs to. */
const isOneEach = ({ isDeployment, known, blueprint, resource }: LintSubject): boolean =>
  resource.itemsToParse === null &&
  (isDeployment ||
    (known?.about === 'incident' && blueprint !== null && /incident|issue/i.test(blueprint)));

function twinRemark(subject: LintSubject, identifier: string, one: Trial, other: Trial): Remark {
  return {
    rule: 'identifier-not-unique',
    path: mappingPath(subject, 'identifier'),
    message: `${aSample(one.sample)} and ${aSample(other.sample)} both have the identifier "${identifier}": one overwrites the other`,
    hint:
      subject.known?.kind === 'workflow-run'
        ? 'use .id and .run_attempt: .run_number counts the runs of one workflow'
        : 'put the repository and the id into it, with a separator between them',
  };
}
