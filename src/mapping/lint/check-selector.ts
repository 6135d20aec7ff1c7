import { at } from './blueprint-facts.ts';
import { baseOf } from './empty-fields.ts';
import { jqCalls, textArgument } from './jq-functions.ts';
import { aSample, type Check, type LintSubject, queryPath, type Remark } from './subject.ts';
import { askedWords } from './try-samples.ts';

/** Finds selectors that do not say yes or no to every item, or say yes to what is never there. */
export const checkSelector: Check = (subject) => [
  ...checkAnswers(subject),
  ...checkEmptyFields(subject),
  ...checkFetch(subject),
  ...checkWindow(subject),
  ...checkPatterns(subject),
];

function checkAnswers(subject: LintSubject): readonly Remark[] {
  const path = queryPath(subject);
  for (const { sample, selected } of subject.trials) {
    if ('error' in selected) {
      const message = `the selector fails on ${aSample(sample)}, so that the item is left out: ${selected.error}`;
      return [{ rule: 'selector-fails', path, message, hint: hintFor(selected.error) }];
    }
    if (typeof selected.value !== 'boolean') {
      const message = `the selector gives ${JSON.stringify(selected.value)} for ${aSample(sample)}, which is neither true nor false, so that the item is left out`;
      const hint = 'compare with a value, for instance `!= null`';
      return [{ rule: 'selector-not-boolean', path, message, hint }];
    }
  }
  return [];
}

const hintFor = (error: string): string =>
  error.includes('did not end within')
    ? 'let it end: look at repeat, recurse, while and until; what stands behind it may not have been tried'
    : 'give empty fields a value before they are used: `(.name // "")`';

/** What the tool leaves empty at times is an error; where nothing is known of the kind, all fields are tried. */
function checkEmptyFields(subject: LintSubject): readonly Remark[] {
  const { known, emptied } = subject;
  const path = queryPath(subject);
  const isTold = baseOf(subject)?.sample.deployment !== undefined;
  return emptied
    .flatMap(({ field, selected }): Remark[] => {
      if (!('error' in selected)) return [];
      const isKnown = field !== null && known?.nullable.some((one) => isWithin(one, field));
      if (known && isTold && !isKnown) return [];
      const what = field === null ? 'its fields are empty' : `.${field} is empty`;
      const message = `the selector fails when ${what}, so that such items are left out: ${selected.error}`;
      return [
        {
          rule: isKnown ? 'selector-fails' : 'selector-null',
          path,
          message,
          hint: hintFor(selected.error),
        },
      ];
    })
    .slice(0, 1);
}

const isWithin = (outer: string, field: string): boolean =>
  field === outer || field.startsWith(`${outer}.`);

/** A selector that wants closed pull requests from an integration that fetches open ones. */
function checkFetch(subject: LintSubject): readonly Remark[] {
  const { known, trials, resource } = subject;
  const rule = known?.fetch;
  const asked = rule ? askedWords(resource.fetch, rule) : null;
  if (!rule || !asked) return [];
  const passing = trials.filter(({ selected }) => 'value' in selected && selected.value === true);
  if (passing.length === 0 || passing.some(({ isFetched }) => isFetched)) return [];
  const wanted = [
    ...new Set(passing.map(({ sample }) => String(at(sample.payload, ...rule.field.split('.'))))),
  ];
  const isGiven = at(resource.fetch, ...rule.option.split('.')) !== undefined;
  const message = `the selector wants ${wanted.join(', ')}, but the integration fetches only ${asked.join(', ')}${isGiven ? '' : ` unless ${rule.option} says otherwise`}: nothing is ever mapped`;
  const hint = `write ${rule.option}: [${wanted.join(', ')}] beside query`;
  return [{ rule: 'selector-fetch', path: queryPath(subject), message, hint }];
}

function checkWindow(subject: LintSubject): readonly Remark[] {
  const window = subject.known?.window;
  const { fetch } = subject.resource;
  if (!window || window.options.some((option) => at(fetch, ...option.split('.')) !== undefined)) {
    return [];
  }
  const message = `the integration fetches ${window.absent}, and a resync deletes the entities of what it no longer fetches`;
  const hint = `say how far back to go: ${window.options.join(' or ')} beside query`;
  return [{ rule: 'history-window', path: queryPath(subject), message, hint }];
}

function checkPatterns(subject: LintSubject): readonly Remark[] {
  const { query } = subject.resource;
  return jqCalls(query).flatMap((call): Remark[] => {
    const pattern = call.name === 'test' ? textArgument(query, call) : null;
    if (pattern === null) return [];
    const loose = pattern.split('|').find((part) => /^\w+$/.test(part));
    if (loose === undefined) return [];
    const message = `the pattern "${pattern}" fits any text with "${loose}" in it, for instance "un${loose} old"`;
    const hint =
      'say where it begins and ends, for instance "^(deploy|release)$", or compare the file of the workflow';
    return [{ rule: 'selector-pattern', path: queryPath(subject), message, hint }];
  });
}
