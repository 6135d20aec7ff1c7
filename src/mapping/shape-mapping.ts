import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { nameIn } from '../deployment/entity-names.ts';
import { choiceLines, quoted, withChoiceLines } from './choice-lines.ts';
import type { ChoiceName, MappingChoices, MappingNames } from './mapping-choices.ts';

const ownNames: MappingNames = { blueprints: {}, properties: {}, relations: {}, values: {} };

/** A mapping file of the catalog, as text with its comments, in the way a person chose and in the account's names. */
export function shapeMapping(yaml: string, choices: MappingChoices): string {
  const document = parseDocument(yaml);
  const resources = document.get('resources', true);
  if (!isSeq(resources)) return yaml;
  const lines = choiceLines(choices);
  for (const resource of resources.items) {
    if (isMap(resource)) shapeResource(document, resource, choices, lines);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function shapeResource(
  document: Document.Parsed,
  resource: YAMLMap,
  choices: MappingChoices,
  lines: ReadonlyMap<ChoiceName, string>,
): void {
  changeFilters(resource, (filter) => withChoiceLines(filter, lines));
  const mappings = resource.getIn(['port', 'entity', 'mappings'], true);
  if (!isMap(mappings)) return;
  const names = choices.names ?? ownNames;
  const blueprint = String(mappings.get('blueprint') ?? '').replaceAll('"', '');
  const properties = mappings.get('properties', true);
  const relations = mappings.get('relations', true);
  if (isMap(properties)) {
    without(properties, choices.withoutProperties);
    if (blueprint === 'deployment') renameValues(properties, names);
    renameKeys(properties, names.properties[blueprint]);
  }
  if (isMap(relations)) {
    without(relations, choices.withoutRelations);
    if (choices.serviceMatch !== undefined) matchService(relations, choices.serviceMatch);
    renameKeys(relations, names.relations[blueprint]);
    if (relations.items.length === 0) mappings.delete('relations');
  }
  const renamed = nameIn(names.blueprints, blueprint);
  if (renamed !== blueprint) mappings.set('blueprint', document.createNode(quoted(renamed)));
}

/** All texts of a node are filters, but the names of kinds and how items are fetched. */
function changeFilters(resource: YAMLMap, change: (filter: string) => string): void {
  for (const path of [['selector', 'query'], ['port']]) {
    const node = resource.getIn(path, true);
    for (const scalar of scalarsBelow(node)) {
      if (typeof scalar.value === 'string') scalar.value = change(scalar.value);
    }
  }
}

function scalarsBelow(node: unknown): readonly { value: unknown }[] {
  if (isScalar(node)) return [node];
  if (isSeq(node)) return node.items.flatMap(scalarsBelow);
  return isMap(node) ? node.items.flatMap(({ value }) => scalarsBelow(value)) : [];
}

function without(map: YAMLMap, keys: readonly string[] = []): void {
  for (const key of keys) map.delete(key);
}

function renameKeys(map: YAMLMap, names: Readonly<Record<string, string>> = {}): void {
  for (const { key } of map.items) {
    if (isScalar(key)) key.value = nameIn(names, String(key.value));
  }
}

/** What a property's filter gives, in the account's words. */
function renameValues(properties: YAMLMap, { values }: MappingNames): void {
  for (const { key, value } of properties.items) {
    const words = isScalar(key) ? values[String(key.value)] : undefined;
    if (words === undefined || !isScalar(value) || typeof value.value !== 'string') continue;
    const table = Object.entries(words).map(
      ([ours, theirs]) => `${quoted(ours)}: ${quoted(theirs)}`,
    );
    value.value = `(${value.value}\n) | . as $ours | if type == "string" then {${table.join(', ')}}[$ours] // $ours else . end`;
    value.type = 'BLOCK_LITERAL';
  }
}

/** Relations to the service; FireHydrant's own incidents have another one that is called `service`. */
const serviceRelations = ['service', 'portService'] as const;

function matchService(relations: YAMLMap, property: string): void {
  for (const relation of serviceRelations) {
    const rule = relations.getIn([relation, 'rules', 0], true);
    if (isMap(rule)) rule.set('property', quoted(property));
  }
}
