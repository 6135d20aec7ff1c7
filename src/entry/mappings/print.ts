import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { MappingChoices } from '../../mapping/mapping-choices.ts';
import { shapeMapping } from '../../mapping/shape-mapping.ts';
import { exitCodes } from '../command.ts';
import { openStream } from '../open-stream.ts';
import { printJson } from '../process-host.ts';
import type { MappingsWork } from './mappings-work.ts';
import { shippedMapping, shippedMappings } from './shipped-mappings.ts';

/** Prints one line for each mapping of the catalog. */
export async function listMappings({ host, isJson }: MappingsWork): Promise<number> {
  const all = shippedMappings().map(({ yaml: _, ...shown }) => shown);
  if (isJson) {
    printJson({ mappings: all }, host);
    return exitCodes.done;
  }
  const width = Math.max(...all.map(({ name }) => name.length)) + 2;
  for (const { name, summary } of all) host.log.info(`${name.padEnd(width)}${summary}`);
  host.log.info('');
  host.log.info('port-dora mappings print NAME shows one, with what it needs in its comments.');
  return exitCodes.done;
}

/** Prints the YAML of one mapping, as chosen and in the account's names. */
export async function printMapping(work: MappingsWork): Promise<number> {
  const { words, host, isJson } = work;
  const [name, ...more] = words;
  if (name === undefined || more.length > 0) {
    throw new PortDoraError('OPTION_MISSING', 'print takes the name of one mapping', {
      hint: 'see port-dora mappings list',
    });
  }
  const { yaml, ...shown } = shippedMapping(name);
  const choices = choicesOf(work);
  const text = Object.keys(choices).length === 0 ? yaml : shapeMapping(yaml, choices);
  if (isJson) printJson({ ...shown, yaml: text }, host);
  else openStream('stdout').write(text);
  return exitCodes.done;
}

/** Only what somebody chose: without any, the file is printed as it is. */
function choicesOf({ values, names }: MappingsWork): MappingChoices {
  const { branches, workflows, pipelines, tags, jobs, labels, types, serviceFilter } = values;
  const { serviceMatch, blueprint } = values;
  const blueprints = {
    ...names.blueprints,
    ...(blueprint === undefined || blueprint === 'deployment' ? {} : { deployment: blueprint }),
  };
  const isRenamed = [blueprints, names.properties, names.relations, names.values].some(
    (map) => Object.keys(map).length > 0,
  );
  const given = {
    ...{ branches, workflows, pipelines, tags, jobs, labels, types, service: serviceFilter },
    serviceMatch: serviceMatch === '$title' ? undefined : serviceMatch,
    names: isRenamed
      ? {
          blueprints,
          properties: { deployment: names.properties },
          relations: { deployment: names.relations },
          values: names.values,
        }
      : undefined,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
