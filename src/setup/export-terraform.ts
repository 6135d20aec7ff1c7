import type { Exported, ExportState } from './export-state.ts';
import { type Hcl, HclExpression, hclBlock, withInnerBlock } from './hcl.ts';
import { blueprintBody, calculationProperties, resourceName } from './terraform-blueprint.ts';
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
  // Blueprints of an account may lead to each other, which Terraform refuses between resources: what exists is named.
  const made = new Set(
    state.blueprints.filter(({ exists }) => !exists).map(({ identifier }) => identifier),
  );
  return [
    intro,
    hclBlock('terraform', {}).replace('{}', provider),
    ...state.blueprints.flatMap((one) => blueprintBlocks(one, exported, made)),
    ...state.scorecards.flatMap((one) =>
      resource(
        'port_scorecard',
        resourceName(`${one.blueprint}_${one.identifier}`),
        {
          ...scorecardBody(one.blueprint, one.identifier, one.body, exported),
          depends_on: aggregationReferences(state),
        },
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
# What is imported is Terraform's from then on: "terraform destroy" deletes it, and "terraform state rm" lets go of it.
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
  made: ReadonlySet<string>,
): string[] {
  const name = resourceName(identifier);
  const aggregations = body.aggregationProperties;
  const hasAggregations = Object.keys(Object(aggregations)).length > 0;
  const blueprint = isSystem(identifier)
    ? systemResource(name, identifier, body)
    : resource('port_blueprint', name, blueprintBody(body, made), exists ? identifier : null);
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

/**
 * Setup adds nothing to a blueprint of Port itself but metrics. What else is in it is told to Terraform by nobody: the
 * provider reads only what is not Port's own, and an export cannot tell the one from the other.
 */
function systemResource(name: string, identifier: string, body: Exported['body']): string[] {
  const own = { identifier, calculation_properties: calculationProperties(body) };
  const others = ['properties', 'relations', 'mirror_properties'];
  const lifecycle = hclBlock('lifecycle', {
    ignore_changes: others.map((one) => new HclExpression(one)),
  });
  return resource('port_system_blueprint', name, own, identifier).map((block) =>
    block.startsWith('resource') ? withInnerBlock(block, lifecycle) : block,
  );
}

/** Widgets show properties, and rules look at them: they have to be there first. */
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
