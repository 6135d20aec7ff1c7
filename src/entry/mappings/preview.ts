import { PortDoraError } from '../../errors/port-dora-error.ts';
import { loadJq } from '../../jq/load-jq.ts';
import { evaluateMapping } from '../../mapping/evaluate-mapping.ts';
import type { MappingOutcome, MappingResource } from '../../mapping/mapping.ts';
import { parseMapping } from '../../mapping/parse-mapping.ts';
import { exitCodes } from '../command.ts';
import { printJson } from '../process-host.ts';
import type { MappingsWork } from './mappings-work.ts';
import { readPayloads, readText } from './read-text.ts';

/** What one resource made of one payload. */
interface Preview {
  readonly resource: number;
  readonly kind: string;
  readonly payload: number;
  readonly outcome: MappingOutcome;
}

/** Runs a mapping on payloads and prints the entities. @returns 1 when there are none */
export async function previewMapping(work: MappingsWork): Promise<number> {
  const { values, host, isJson } = work;
  const { mapping: file, payload } = needFiles(work);
  const resources = await readResources(file, work);
  const payloads = await readPayloads(payload, work);
  const chosen = resources.filter(({ kind }) => values.kind === undefined || kind === values.kind);
  checkKinds(chosen, resources, file, work);
  const jq = await loadJq();
  const previews = chosen.flatMap((resource) =>
    payloads.flatMap((one, index) =>
      evaluateMapping(jq, resource, one).map(
        (outcome): Preview => ({
          ...{
            resource: resources.indexOf(resource),
            kind: resource.kind,
            payload: index,
            outcome,
          },
        }),
      ),
    ),
  );
  if (isJson) printJson(document(previews), host);
  else for (const line of previews.flatMap(render)) host.log.info(line);
  return previews.some(({ outcome }) => outcome.kind === 'entity')
    ? exitCodes.done
    : exitCodes.failed;
}

function needFiles({ values, words }: MappingsWork) {
  const { mapping, payload } = values;
  if (mapping !== undefined && payload !== undefined && words.length === 0) {
    return { mapping, payload };
  }
  throw new PortDoraError('OPTION_MISSING', 'preview needs a mapping and a payload', {
    hint: 'write port-dora mappings preview --mapping FILE --payload FILE',
  });
}

async function readResources(
  file: string,
  work: MappingsWork,
): Promise<readonly MappingResource[]> {
  const { resources, problems } = parseMapping(await readText(file, work));
  for (const { message, position } of problems) {
    work.host.log.warning(`${file}:${position?.line ?? 1} ${message}`);
  }
  if (resources.length > 0) return resources;
  throw new PortDoraError('FILE_UNREADABLE', `${file} is no mapping that can be run`, {
    hint: `see port-dora mappings lint ${file}`,
  });
}

/** Blocks of several kinds would each take the payload for one of theirs. */
function checkKinds(
  chosen: readonly MappingResource[],
  all: readonly MappingResource[],
  file: string,
  { values }: MappingsWork,
): void {
  const kinds = [...new Set(all.map(({ kind }) => kind))].join(', ');
  if (chosen.length === 0) {
    throw new PortDoraError('OPTION_INVALID', `${file} maps no ${values.kind}`, {
      hint: `choose one of: ${kinds}`,
    });
  }
  if (new Set(chosen.map(({ kind }) => kind)).size > 1) {
    throw new PortDoraError('OPTION_MISSING', `${file} maps several kinds`, {
      hint: `say which the payload is with --kind: ${kinds}`,
    });
  }
}

const document = (previews: readonly Preview[]) => ({
  entities: previews.flatMap(({ outcome }) => (outcome.kind === 'entity' ? [outcome.entity] : [])),
  outcomes: previews.map(({ outcome, ...rest }) => ({ ...rest, ...outcome })),
});

function render({ resource, kind, payload, outcome }: Preview): readonly string[] {
  const head = `Block ${resource + 1} (${kind}), payload ${payload + 1}:`;
  const warnings = outcome.warnings.map(
    ({ path, message }) => `  warning: ${path.join('.')}: ${message}`,
  );
  if (outcome.kind === 'dropped') return [`${head} no entity: ${outcome.message}`, ...warnings];
  const text = JSON.stringify(outcome.entity, null, 2);
  return [head, ...text.split('\n').map((line) => `  ${line}`), ...warnings];
}
