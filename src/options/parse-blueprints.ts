import type { Parsed } from './option.ts';
import { parseBlueprint } from './parse-blueprint.ts';
import { parseList } from './parse-words.ts';

/** Identifiers of blueprints, separated by commas or line ends. */
export function parseBlueprints(text: string): Parsed<readonly string[]> {
  const list = parseList(text);
  const wrong = 'value' in list ? list.value.map(parseBlueprint) : [];
  return wrong.find((one) => 'problem' in one) ?? list;
}
