import { incidentTools } from '../../catalog/incident-tools.ts';
import { nameIn } from '../../deployment/entity-names.ts';
import { type BlueprintFacts, readBlueprintFacts } from '../../mapping/lint/blueprint-facts.ts';
import { ownDeploymentNames } from '../../mapping/lint/deployment-names.ts';
import type { Finding as LintFinding } from '../../mapping/lint/rules.ts';
import type { PortBlueprint } from '../../port/blueprint.ts';
import type { PortClient } from '../../port/client.ts';
import { isJsonObject, type JsonObject, objectOrEmpty, textOrNull } from '../../port/json.ts';
import { routes } from '../../port/routes.ts';
import type { DoctorNames } from '../doctor-names.ts';
import type { IntegrationFacts } from '../facts.ts';

/** Every installed integration, and what is wrong with the resources that make deployments or incidents. @throws ApiError */
export async function readIntegrations(
  port: Pick<PortClient, 'request'>,
  blueprints: ReadonlyMap<string, PortBlueprint>,
  names: DoctorNames,
): Promise<readonly IntegrationFacts[]> {
  const { body } = await port.request(routes.listIntegrations, {});
  const list = Array.isArray(body.integrations) ? body.integrations.filter(isJsonObject) : [];
  const about = new Set([
    names.deployment,
    ...Object.values(incidentTools).map(({ blueprint }) => blueprint),
  ]);
  const read: IntegrationFacts[] = [];
  for (const integration of list) {
    const type =
      textOrNull(integration.installationAppType) ?? textOrNull(integration.integrationType) ?? '';
    const id = textOrNull(integration.installationId) ?? textOrNull(integration.identifier) ?? type;
    const resources = resourcesAbout(about, objectOrEmpty(integration.config));
    const findings =
      resources.length === 0 ? [] : await lint(resources, { type, blueprints, names });
    read.push({ id, type, resources: resources.length, findings });
  }
  return read;
}

/** The resources that map to one of these blueprints; a resource may hold several mappings. */
function resourcesAbout(
  about: ReadonlySet<string>,
  { resources }: JsonObject,
): readonly JsonObject[] {
  return (Array.isArray(resources) ? resources : []).filter(isJsonObject).flatMap((resource) => {
    const port = objectOrEmpty(resource.port);
    const { mappings } = objectOrEmpty(port.entity);
    return [mappings]
      .flat()
      .filter(isJsonObject)
      .filter(({ blueprint }) => about.has(constant(blueprint)))
      .map((one) => ({ ...resource, port: { ...port, entity: { mappings: one } } }));
  });
}

/** The blueprint of a mapping is a jq text, nearly always a constant in quotes. */
const constant = (filter: unknown): string =>
  typeof filter === 'string' ? filter.trim().replace(/^(["'])(.*)\1$/, '$2') : '';

interface LintNeeds {
  readonly type: string;
  readonly blueprints: ReadonlyMap<string, PortBlueprint>;
  readonly names: DoctorNames;
}

async function lint(
  resources: readonly JsonObject[],
  { type, blueprints, names }: LintNeeds,
): Promise<readonly LintFinding[]> {
  // jq takes a tenth of a second to load, and most accounts have no such mapping.
  const { loadJq } = await import('../../jq/load-jq.ts');
  const { lintMapping } = await import('../../mapping/lint/lint-mapping.ts');
  return lintMapping(JSON.stringify({ resources }, null, 1), {
    jq: await loadJq(),
    blueprints: [...blueprints.values()].flatMap(({ raw }): BlueprintFacts[] => {
      const facts = readBlueprintFacts(raw);
      return facts ? [facts] : [];
    }),
    isWholeAccount: true,
    integration: folderOf(type),
    payloads: [],
    names: deploymentNames(names),
  });
}

/** Port's types carry a generation that our folders do not. */
const folderOf = (type: string): string | null =>
  type.replace(/-ocean$|-v2$/, '').toLowerCase() || null;

function deploymentNames(names: DoctorNames): typeof ownDeploymentNames {
  const own = ownDeploymentNames;
  const results = names.values[own.status];
  return {
    blueprint: names.deployment,
    status: nameIn(names.properties, own.status),
    time: nameIn(names.properties, own.time),
    results: { Success: nameIn(results, 'Success'), Failed: nameIn(results, 'Failed') },
    service: nameIn(names.relations, own.service),
  };
}
