import type { Exported, ExportState } from './export-state.ts';
import { type Hcl, HclExpression, hclBlock } from './hcl.ts';
import { blueprintBody, blueprintParts, resourceName } from './terraform-blueprint.ts';
import {
  aggregationBody,
  integrationBody,
  pageBody,
  scorecardBody,
} from './terraform-resources.ts';

/** A Terraform file for people who keep Port there: resources, and imports for what stands in the account already. */
export function exportTerraform(state: ExportState): string {
  const exported = new Set(
    state.blueprints.map(({ identifier }) => identifier).filter((id) => !isSystem(id)),
  );
  return [
    intro,
    hclBlock('terraform', {}).replace('{}', provider),
    ...state.blueprints.flatMap((one) => blueprintBlocks(one, exported)),
    ...state.scorecards.flatMap((one) =>
      resource(
        'port_scorecard',
        resourceName(`${one.blueprint}_${one.identifier}`),
        scorecardBody(one.blueprint, one.identifier, one.body, exported),
        one.exists ? `${one.blueprint}:${one.identifier}` : null,
      ),
    ),
    ...state.pages.flatMap((one) =>
      resource(
        'port_page',
        resourceName(one.identifier),
        { ...pageBody(one.identifier, one.body), depends_on: aggregationReferences(state) },
        one.exists ? one.identifier : null,
      ),
    ),
    ...state.integrations.flatMap((one) =>
      resource(
        'port_integration',
        resourceName(one.identifier),
        integrationBody(one.identifier, one.body),
        one.identifier,
      ),
    ),
  ].join('\n');
}

const intro = `# Written by port-dora setup export.
# A blueprint that exists is imported whole, with what the account has in it: read the plan before the first apply.
# Pages need PORT_BETA_FEATURES_ENABLED=true in the provider's environment.
`;

const provider = `{
  required_providers {
    port = {
      source = "port-labs/port-labs"
    }
  }
}`;

const isSystem = (identifier: string): boolean => identifier.startsWith('_');

function blueprintBlocks(
  { identifier, body, exists }: Exported,
  exported: ReadonlySet<string>,
): string[] {
  const name = resourceName(identifier);
  const aggregations = body.aggregationProperties;
  const hasAggregations = Object.keys(Object(aggregations)).length > 0;
  const blueprint = isSystem(identifier)
    ? resource('port_system_blueprint', name, systemBody(identifier, body, exported), identifier)
    : resource('port_blueprint', name, blueprintBody(body, exported), exists ? identifier : null);
  if (!hasAggregations) return blueprint;
  return [
    ...blueprint,
    ...resource(
      'port_aggregation_properties',
      name,
      {
        ...aggregationBody(identifier, aggregations, exported),
        ...(isSystem(identifier)
          ? { depends_on: [new HclExpression(`port_system_blueprint.${name}`)] }
          : {}),
      },
      exists ? identifier : null,
    ),
  ];
}

const systemBody = (
  identifier: string,
  body: Exported['body'],
  exported: ReadonlySet<string>,
): Record<string, Hcl | undefined> => ({
  identifier,
  ...blueprintParts(body, exported),
});

/** Widgets show properties that have to be there first. */
const aggregationReferences = ({ blueprints }: ExportState): Hcl =>
  blueprints
    .filter(({ body }) => Object.keys(Object(body.aggregationProperties)).length > 0)
    .map(
      ({ identifier }) =>
        new HclExpression(`port_aggregation_properties.${resourceName(identifier)}`),
    );

function resource(
  type: string,
  name: string,
  body: Readonly<Record<string, Hcl | undefined>>,
  importId: string | null,
): string[] {
  const block = hclBlock(`resource "${type}" "${name}"`, body);
  if (importId === null) return [block];
  return [hclBlock('import', { to: new HclExpression(`${type}.${name}`), id: importId }), block];
}
