import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type {
  MappingLeaf,
  MappingProblem,
  MappingResource,
  ParsedMapping,
  Position,
  YamlPath,
} from './mapping.ts';

/** The keys below `mappings` that Port reads. Source: Port's page "Configure mapping"; Ocean, `port_app_config/models.py`. */
export const mappingKeys = [
  'identifier',
  'title',
  'icon',
  'team',
  'blueprint',
  'properties',
  'relations',
] as const;

/** How an item of `itemsToParse` is called where the mapping does not say. */
const defaultItemName = 'item';

/** Reads a whole mapping, or a list of its resources as it is pasted from a guide; it never throws. */
export function parseMapping(yaml: string): ParsedMapping {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, logLevel: 'error' });
  const position = (offset: number | undefined): Position | null => {
    if (offset === undefined) return null;
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const where = (path: YamlPath) =>
    position((document.getIn(path, true) as Node | undefined)?.range?.[0]);
  const whereKey = (path: YamlPath) => position(keyOffset(document, path));
  const nothing = { resources: [], settings: {}, content: null, where, whereKey };
  const [error] = document.errors;
  if (error !== undefined) {
    const [message = error.message] = error.message.split('\n');
    return { ...nothing, problems: [{ message, position: position(error.pos[0]) }] };
  }
  try {
    return { ...readContent(document.toJS(), where), where, whereKey };
  } catch (cause) {
    // An alias that is used too often, for instance.
    return {
      ...nothing,
      problems: [{ message: String((cause as Error).message), position: null }],
    };
  }
}

function keyOffset(document: ReturnType<typeof parseDocument>, path: YamlPath): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent)
    ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
    : undefined;
  return (pair?.key as Node | undefined)?.range?.[0];
}

type Where = (path: YamlPath) => Position | null;

function readContent(
  content: unknown,
  where: Where,
): Pick<ParsedMapping, 'resources' | 'settings' | 'problems' | 'content'> {
  const { list, path, settings } = resourceList(content);
  if (!Array.isArray(list)) {
    const problems = [{ message: 'there is no list of resources', position: where(path) }];
    return { resources: [], settings, problems, content };
  }
  const problems: MappingProblem[] = [];
  const resources = list.flatMap((one, index) => {
    const resource = readResource(one, [...path, index], (message, at) =>
      problems.push({ message, position: where(at) ?? where([...path, index]) }),
    );
    return resource === null ? [] : [resource];
  });
  return { resources, settings, problems, content };
}

function resourceList(content: unknown): {
  readonly list: unknown;
  readonly path: YamlPath;
  readonly settings: Readonly<Record<string, unknown>>;
} {
  if (!isObject(content)) return { list: content, path: [], settings: {} };
  const { resources, ...settings } = content;
  return { list: resources, path: ['resources'], settings };
}

type Report = (message: string, at: YamlPath) => void;

function readResource(one: unknown, path: YamlPath, report: Report): MappingResource | null {
  const kind = valueAt(one, 'kind');
  const query = valueAt(one, 'selector', 'query');
  const mappingsPath = ['port', 'entity', 'mappings'] as const;
  const mappings = valueAt(one, ...mappingsPath);
  if (typeof kind !== 'string') report('kind is missing or no text', [...path, 'kind']);
  const selector = isBareSelector(query) ? String(query) : null;
  if (selector === null)
    report('selector.query is missing or no text', [...path, 'selector', 'query']);
  if (!isObject(mappings))
    report('port.entity.mappings is missing or no map', [...path, ...mappingsPath]);
  if (typeof kind !== 'string' || selector === null || !isObject(mappings)) return null;
  const known = Object.fromEntries(
    mappingKeys.flatMap((key) => (key in mappings ? [[key, mappings[key]]] : [])),
  );
  const { query: _, ...fetch } = valueAt(one, 'selector') as Record<string, unknown>;
  const itemsToParse = valueAt(one, 'port', 'itemsToParse');
  const itemsToParseName = valueAt(one, 'port', 'itemsToParseName');
  return {
    ...{ kind, query: selector, fetch, path, mappings: known },
    itemsToParse: typeof itemsToParse === 'string' ? itemsToParse : null,
    itemsToParseName: typeof itemsToParseName === 'string' ? itemsToParseName : defaultItemName,
    leaves: leavesOf(known, [], (message, at) =>
      report(message, [...path, ...mappingsPath, ...at]),
    ),
  };
}

/** `query: true` is written without quotes as often as with them. */
const isBareSelector = (query: unknown): query is string | boolean =>
  typeof query === 'string' || typeof query === 'boolean';

/** The filters of a tree. A number is a filter as well; anything else that is no text is none. */
function leavesOf(node: unknown, path: YamlPath, report: Report): readonly MappingLeaf[] {
  if (typeof node === 'string') return [{ path, filter: node }];
  if (typeof node === 'number') return [{ path, filter: String(node) }];
  if (Array.isArray(node))
    return node.flatMap((child, index) => leavesOf(child, [...path, index], report));
  if (isObject(node)) {
    return Object.entries(node).flatMap(([key, child]) => leavesOf(child, [...path, key], report));
  }
  report(
    `${path.join('.')} is ${node === null ? 'empty' : String(node)}, which is no filter`,
    path,
  );
  return [];
}

function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
