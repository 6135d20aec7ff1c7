import type { ParsedMapping, YamlPath } from '../mapping.ts';
import { mappingKeys } from '../parse-mapping.ts';
import { at } from './blueprint-facts.ts';
import type { Remark } from './subject.ts';

/** Where a key may stand, and with which others. Source: Port's page "Configure mapping"; Ocean, `port_app_config/models.py`. */
const levels: readonly { readonly path: YamlPath; readonly keys: readonly string[] }[] = [
  { path: [], keys: ['kind', 'selector', 'port'] },
  {
    path: ['port'],
    keys: ['entity', 'itemsToParse', 'itemsToParseName', 'itemsToParseTopLevelTransform'],
  },
  { path: ['port', 'entity'], keys: ['mappings'] },
  { path: ['port', 'entity', 'mappings'], keys: mappingKeys },
];

/** Keys that belong elsewhere: every integration has settings of its own beside the resources. */
const notAtTop = ['resource', 'mapping', 'mappings', 'kind', 'selector', 'port', 'entity'];

/** Finds keys that stand where they are not read, and values that are no filters. */
export function checkStructure(mapping: ParsedMapping): readonly Remark[] {
  const { content } = mapping;
  if (content === null || typeof content !== 'object') return [];
  const isList = Array.isArray(content);
  const list = isList ? content : at(content, 'resources');
  const above = isList ? [] : notAtTop.filter((key) => at(content, key) !== undefined);
  const resources = Array.isArray(list) ? list : [];
  return [
    ...above.map((key) => unknownKey([key], ['resources'])),
    ...resources.flatMap((resource, index) =>
      checkResource(resource, isList ? [index] : ['resources', index]),
    ),
  ];
}

function checkResource(resource: unknown, path: YamlPath): readonly Remark[] {
  const stray = levels.flatMap((level) => {
    const inner = at(resource, ...level.path);
    const isBeside = level.path.at(-1) === 'entity';
    return strangers(inner, [...path, ...level.path], level.keys).map((key) =>
      isBeside ? besideMappings(key) : unknownKey(key, level.keys),
    );
  });
  const query = at(resource, 'selector', 'query');
  return typeof query === 'boolean' ? [...stray, bareSelector(path, query)] : stray;
}

function strangers(object: unknown, path: YamlPath, keys: readonly string[]): YamlPath[] {
  const isMap = typeof object === 'object' && object !== null && !Array.isArray(object);
  return isMap
    ? Object.keys(object)
        .filter((key) => !keys.includes(key))
        .map((key) => [...path, key])
    : [];
}

const besideMappings = (path: YamlPath): Remark => ({
  rule: 'beside-mappings',
  path,
  isAboutKey: true,
  message: `${String(path.at(-1))} stands beside mappings, where nobody reads it: the entity gets none of it`,
  hint: 'indent it so that it stands below mappings',
});

const unknownKey = (path: YamlPath, keys: readonly string[]): Remark => ({
  rule: 'unknown-key',
  path,
  isAboutKey: true,
  message: `${String(path.at(-1))} is no key that is read here`,
  hint: `use one of: ${keys.join(', ')}`,
});

const bareSelector = (path: YamlPath, query: boolean): Remark => ({
  rule: 'not-a-filter',
  path: [...path, 'selector', 'query'],
  message: `the selector is the YAML value ${query}, and Port takes only texts`,
  hint: `write '${query}' in quotes`,
});
