import type { ChoiceName, MappingChoices } from './mapping-choices.ts';

/** The text of each line `def <name>: …;` that a choice changes, in jq. */
export function choiceLines(choices: MappingChoices): ReadonlyMap<ChoiceName, string> {
  const lines: [ChoiceName, string | null][] = [
    ['branches', list(choices.branches)],
    ['workflows', list(choices.workflows)],
    ['pipelines', list(choices.pipelines)],
    ['tags', text(choices.tags)],
    ['jobs', text(choices.jobs)],
    ['environment', text(choices.environment)],
    ['named', json(choices.environments)],
    ['service', choices.service ?? null],
    ['projects', json(choices.projects)],
    ['repository', text(choices.repository)],
    ['server', text(choices.server)],
    ['labels', list(choices.labels)],
    ['types', list(choices.types)],
  ];
  return new Map(lines.flatMap(([name, line]) => (line === null ? [] : [[name, line] as const])));
}

/** A filter with the chosen lines in place of its own. */
export function withChoiceLines(filter: string, lines: ReadonlyMap<ChoiceName, string>): string {
  return filter.replace(/^def (\w+): .*;$/gm, (line, name: string) => {
    const chosen = lines.get(name as ChoiceName);
    return chosen === undefined ? line : `def ${name}: ${chosen};`;
  });
}

const list = (texts: readonly string[] | undefined): string | null =>
  texts === undefined ? null : texts.map(quoted).join(', ') || 'empty';

const text = (one: string | undefined): string | null => (one === undefined ? null : quoted(one));

const json = (map: Readonly<Record<string, string>> | undefined): string | null =>
  map === undefined
    ? null
    : `{${Object.entries(map)
        .map(([key, value]) => `${quoted(key)}: ${quoted(value)}`)
        .join(', ')}}`;

/** A text in jq. Port would take a single quote at the edge of a word for a double one. */
export const quoted = (one: string): string => JSON.stringify(one).replaceAll("'", '\\u0027');
