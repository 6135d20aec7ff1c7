import { catalogFiles } from '../../catalog/files.generated.ts';
import { nameIn } from '../../deployment/entity-names.ts';
import { PortDoraError } from '../../errors/port-dora-error.ts';
import {
  type BlueprintFacts,
  mergeFacts,
  readBlueprintFacts,
} from '../../mapping/lint/blueprint-facts.ts';
import { type DeploymentNames, ownDeploymentNames } from '../../mapping/lint/deployment-names.ts';
import { openPort } from '../open-port.ts';
import type { MappingsWork } from './mappings-work.ts';
import { readJson } from './read-text.ts';

/** Blueprints to look at a mapping with, and whether they are all that the account has. */
export interface LintBlueprints {
  readonly blueprints: readonly BlueprintFacts[];
  readonly isWholeAccount: boolean;
}

/** From the account, from a file, or those that setup would make. @throws PortDoraError */
export async function readBlueprints(work: MappingsWork): Promise<LintBlueprints> {
  const { values } = work;
  if (values.account) return { blueprints: await fromAccount(work), isWholeAccount: true };
  if (values.blueprints === undefined) {
    return { blueprints: ownBlueprints().map((one) => inNames(one, work)), isWholeAccount: false };
  }
  const content = await readJson(values.blueprints, work);
  const blueprints = listOf(content).flatMap((one) => readBlueprintFacts(one) ?? []);
  if (blueprints.length > 0) return { blueprints, isWholeAccount: true };
  throw new PortDoraError('FILE_UNREADABLE', `${values.blueprints} holds no blueprint`, {
    hint: 'give what GET /v1/blueprints answers, or a list of blueprints',
  });
}

async function fromAccount({ values, host }: MappingsWork): Promise<readonly BlueprintFacts[]> {
  const deadline = host.clock.now() + values.timeout * 1000;
  const { port, close } = await openPort(values, host, deadline);
  try {
    const blueprints = await port.listBlueprints();
    return blueprints.flatMap(({ raw }) => readBlueprintFacts(raw) ?? []);
  } finally {
    await close();
  }
}

function listOf(content: unknown): readonly unknown[] {
  if (Array.isArray(content)) return content;
  const inner = (content as { readonly blueprints?: unknown } | null)?.blueprints;
  return Array.isArray(inner) ? inner : [content];
}

/** The blueprints of the catalog, with all that any choice of setup adds to them. */
export function ownBlueprints(): readonly BlueprintFacts[] {
  const own = filesBelow(/^blueprints\/[^/]+\.json$/).flatMap(([, text]) => {
    const facts = readBlueprintFacts(JSON.parse(text));
    return facts ? [facts] : [];
  });
  const additions = filesBelow(/^blueprints\/additions\/.+\.json$/);
  return own.map((facts) =>
    additions
      .filter(([path]) => path.startsWith(`blueprints/additions/${facts.identifier}.`))
      .map(([, text]) => readBlueprintFacts({ identifier: facts.identifier, ...JSON.parse(text) }))
      .reduce<BlueprintFacts>((all, more) => (more ? mergeFacts(all, more) : all), facts),
  );
}

const filesBelow = (pattern: RegExp): readonly (readonly [string, string])[] =>
  Object.entries(catalogFiles).filter(([path]) => pattern.test(path));

/** What the account calls the parts of a deployment. */
export function deploymentNames({ names, values }: MappingsWork): DeploymentNames {
  const own = ownDeploymentNames;
  const results = names.values[own.status];
  return {
    blueprint: nameIn(names.blueprints, values.blueprint),
    status: nameIn(names.properties, own.status),
    time: nameIn(names.properties, own.time),
    results: { Success: nameIn(results, 'Success'), Failed: nameIn(results, 'Failed') },
    service: nameIn(names.relations, own.service),
  };
}

/** A blueprint of ours as the account calls it and what is in it. */
function inNames(facts: BlueprintFacts, work: MappingsWork): BlueprintFacts {
  const { names } = work;
  const targetOf = (target: string): string => nameIn(names.blueprints, target);
  const relations = [...facts.relations].map(([key, target]) => [key, targetOf(target)] as const);
  if (facts.identifier !== ownDeploymentNames.blueprint) {
    return { ...facts, identifier: targetOf(facts.identifier), relations: new Map(relations) };
  }
  return {
    ...facts,
    identifier: deploymentNames(work).blueprint,
    properties: new Map(
      [...facts.properties].map(([key, property]) => [
        nameIn(names.properties, key),
        { ...property, enum: property.enum?.map((one) => valueIn(names.values[key], one)) ?? null },
      ]),
    ),
    relations: new Map(relations.map(([key, target]) => [nameIn(names.relations, key), target])),
  };
}

const valueIn = (values: Readonly<Record<string, string>> | undefined, value: unknown): unknown =>
  typeof value === 'string' ? nameIn(values, value) : value;
