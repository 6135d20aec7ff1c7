import type { PropertyFacts } from './blueprint-facts.ts';
import { at } from './blueprint-facts.ts';
import { jqReads } from './jq-reads.ts';
import {
  answerAt,
  aSample,
  type Check,
  type LintSubject,
  mappingPath,
  queryPath,
  type Remark,
  type Trial,
  valueAt,
  wholeBlueprint,
} from './subject.ts';

/** Finds properties that Port refuses, that stay empty, or whose filters fail. */
export const checkValues: Check = (subject) => {
  const keys = propertyKeys(subject);
  return [
    ...keys.flatMap((key) => checkProperty(subject, key)),
    ...checkUnknownFields(subject),
    ...checkSameStatus(subject),
  ];
};

const propertyKeys = ({ resource }: LintSubject): string[] =>
  resource.leaves.flatMap(({ path: [top, key] }) =>
    top === 'properties' && typeof key === 'string' ? [key] : [],
  );

function checkProperty(subject: LintSubject, key: string): readonly Remark[] {
  const facts = subject.blueprints.get(subject.blueprint ?? '');
  const property = facts?.properties.get(key);
  const path = mappingPath(subject, 'properties', key);
  if (wholeBlueprint(subject) && facts && !property)
    return [unknownProperty(facts.computed.has(key), facts.identifier, key, path)];
  for (const trial of subject.mapped) {
    const answer = answerAt(subject, trial, 'properties', key);
    if (!answer) return [];
    if ('error' in answer && subject.isGuess) continue;
    if ('error' in answer) return [failure(subject, key, trial.sample.name, answer.error)];
    const problem = property ? valueProblem(answer.value, property) : null;
    if (problem) {
      const message = `${key} is ${JSON.stringify(answer.value)} for ${aSample(trial.sample)}: ${problem.message}`;
      return [{ rule: problem.rule, path, message, hint: problem.hint }];
    }
  }
  return checkNeverFilled(subject, key);
}

const unknownProperty = (
  isComputed: boolean,
  blueprint: string,
  key: string,
  path: Remark['path'],
): Remark => ({
  rule: 'property',
  path,
  isAboutKey: true,
  message: isComputed
    ? `${key} is worked out by the blueprint "${blueprint}" and cannot be written`
    : `the blueprint "${blueprint}" has no property ${key}, so Port refuses the entity`,
  hint: isComputed ? 'leave it out' : 'add the property to the blueprint, or leave it out',
});

interface Problem {
  readonly rule: 'value' | 'time-format';
  readonly message: string;
  readonly hint: string;
}

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: (value) => typeof value === 'object' && !Array.isArray(value),
};

/** RFC 3339 with a zone, as Port takes times. */
const time = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

function valueProblem(
  value: unknown,
  { type, format, enum: words }: PropertyFacts,
): Problem | null {
  if (value === null || value === undefined) return null;
  if (format === 'date-time' && !(typeof value === 'string' && time.test(value))) {
    const message = 'that is no time with a date, a T and a zone';
    return { rule: 'time-format', message, hint: timeHint(value) };
  }
  if (words && !words.includes(value)) {
    const message = `the property takes only ${words.join(', ')}, so Port refuses the entity`;
    const hint = 'map each word to one of these, for instance {"failed": "Failed"}[.status]';
    return { rule: 'value', message, hint };
  }
  if (type !== null && types[type]?.(value) === false) {
    const hint =
      type === 'number' ? 'use tonumber, or give the number itself' : `make it a ${type}`;
    return { rule: 'value', message: `the property is a ${type}`, hint };
  }
  return null;
}

function timeHint(value: unknown): string {
  if (typeof value === 'number')
    return 'make it a text: `. / 1000 | floor | todate` from milliseconds';
  if (/[+-]\d{4}$/.test(String(value)))
    return 'put a colon into the offset: `sub("(?<h>[+-][0-9]{2})(?<m>[0-9]{2})$"; "\\(.h):\\(.m)")`';
  return 'give a form such as 2026-01-02T03:04:05Z: `sub(" "; "T") + "Z"`';
}

function failure(subject: LintSubject, key: string, name: string, error: string): Remark {
  const isTime = /match(es)? (the )?format|strptime|mktime|date "/.test(error);
  return {
    rule: isTime ? 'time-format' : 'filter-fails',
    path: mappingPath(subject, 'properties', key),
    message: `the filter of ${key} fails for ${aSample({ name, payload: {} })}, so that the property is empty: ${error}`,
    hint: isTime
      ? 'take fractions of seconds and offsets out before fromdateiso8601: sub("\\\\.[0-9]+"; "")'
      : 'look at empty fields first: `if .x == null then null else ... end`',
  };
}

/** Empty on all that is fetched, and filled on what is not: the block asks for the wrong items. */
function checkNeverFilled(subject: LintSubject, key: string): readonly Remark[] {
  const { mapped, trials } = subject;
  const isFilled = (trial: Trial): boolean => valueAt(subject, trial, 'properties', key) !== null;
  const filled = trials.find((trial) => !trial.isFetched && isFilled(trial));
  if (mapped.length === 0 || mapped.some(isFilled) || !filled) return [];
  const message = `${key} is empty on everything that this block fetches; ${aSample(filled.sample)} would have it`;
  const hint = `let the block fetch that as well: ${subject.known?.fetch?.option ?? 'selector'}`;
  return [{ rule: 'never-filled', path: mappingPath(subject, 'properties', key), message, hint }];
}

/** A field at the top that no payload of the kind has. */
function checkUnknownFields(subject: LintSubject): readonly Remark[] {
  const { known, resource } = subject;
  if (!known?.isWhole || resource.itemsToParse !== null) return [];
  const fields = new Set(known.samples.flatMap(({ payload }) => Object.keys(payload)));
  const filters = [
    { path: queryPath(subject), filter: resource.query },
    ...resource.leaves.map(({ path, filter }) => ({ path: mappingPath(subject, ...path), filter })),
  ];
  return filters.flatMap(({ path, filter }): Remark[] => {
    const read = jqReads(filter).find(
      (one) => one.isFromPayload && isUnknown(one.path[0] ?? '', fields),
    );
    if (!read) return [];
    const [field = ''] = read.path;
    const near = [...fields].find((one) => one === `__${field}`);
    const message = `no ${known.kind} of ${known.integration} has the field .${field}`;
    const hint =
      near === undefined
        ? 'look at a payload: `port-dora mappings preview` takes one'
        : `did you mean .${near}?`;
    return [{ rule: 'unknown-field', path, message, hint }];
  });
}

/** What begins with two underscores is added by options of the integration. */
const isUnknown = (field: string, fields: ReadonlySet<string>): boolean =>
  !fields.has(field) && !(field.startsWith('__') && !fields.has(field.slice(2)));

/** A pull request's `state` is the same whether it was merged or closed, so that nothing can filter by merged. */
function checkSameStatus(subject: LintSubject): readonly Remark[] {
  const { isDeployment, known, trials } = subject;
  if (isDeployment || !known || !propertyKeys(subject).includes('status')) return [];
  const merged = trials.find((trial) => isMerged(trial) && passes(trial));
  const closed = trials.find(
    (trial) => !isMerged(trial) && at(trial.sample.payload, 'state') === 'closed' && passes(trial),
  );
  if (!merged || !closed) return [];
  const status = valueAt(subject, merged, 'properties', 'status');
  if (status === null || status !== valueAt(subject, closed, 'properties', 'status')) return [];
  return [
    {
      rule: 'same-status',
      path: mappingPath(subject, 'properties', 'status'),
      message: `status is "${String(status)}" for merged and for closed ones alike, so that no metric can count the merged`,
      hint: 'use `if .merged_at then "merged" else .state end`',
    },
  ];
}

const isMerged = ({ sample }: Trial): boolean => at(sample.payload, 'merged_at') != null;

const passes = ({ selected }: Trial): boolean => 'value' in selected && selected.value === true;
