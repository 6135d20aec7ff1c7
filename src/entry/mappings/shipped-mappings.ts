import { catalogFiles } from '../../catalog/files.generated.ts';
import { PortDoraError } from '../../errors/port-dora-error.ts';
import { parseMapping } from '../../mapping/parse-mapping.ts';
import { suggest } from '../../options/suggest.ts';

/** A mapping of the catalog. */
export interface ShippedMapping {
  /** `github/pull-request` */
  readonly name: string;
  readonly integration: string;
  readonly strategy: string;
  readonly kinds: readonly string[];
  readonly blueprints: readonly string[];
  /** What an item of it is, in one sentence. */
  readonly summary: string;
  /** What it takes, in the words of its file. */
  readonly needs: readonly string[];
  readonly yaml: string;
}

/** Every mapping of the catalog, by integration and strategy. */
export function shippedMappings(): readonly ShippedMapping[] {
  return Object.keys(catalogFiles)
    .sort()
    .flatMap((path) => {
      const [, integration, strategy] = /^mappings\/([^/]+)\/([^/]+)\.yml$/.exec(path) ?? [];
      return integration && strategy ? [readShipped(integration, strategy, path)] : [];
    });
}

/** One of them by name. @throws PortDoraError OPTION_INVALID */
export function shippedMapping(name: string): ShippedMapping {
  const all = shippedMappings();
  const found = all.find((one) => one.name === name);
  if (found) return found;
  const near = suggest(
    name,
    all.map((one) => one.name),
  );
  throw new PortDoraError('OPTION_INVALID', `there is no mapping ${name}`, {
    hint: near ? `did you mean ${near}?` : 'see port-dora mappings list',
  });
}

function readShipped(integration: string, strategy: string, path: string): ShippedMapping {
  const yaml = catalogFiles[path] ?? '';
  const { resources } = parseMapping(yaml);
  const [summary = '', ...needs] = commentAtTop(yaml);
  const blueprints = resources.map(({ mappings }) => String(mappings.blueprint).replace(/"/g, ''));
  return {
    ...{ name: `${integration}/${strategy}`, integration, strategy, summary, needs, yaml },
    kinds: [...new Set(resources.map(({ kind }) => kind))],
    blueprints: [...new Set(blueprints)],
  };
}

/** The sentences at the top of a file: the first paragraph, then each line of the others. */
function commentAtTop(yaml: string): readonly string[] {
  const lines = yaml.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('#'));
  const text = lines.slice(0, end).map((line) => line.replace(/^# ?/, ''));
  const gap = text.indexOf('');
  const first = gap < 0 ? text : text.slice(0, gap);
  return [first.join(' '), ...text.slice(first.length).filter((line) => line !== '')];
}
