import { z } from 'zod';
import { needBlueprint } from '../blueprints/put-definition.ts';
import { applyRenaming, type Renaming, withKey } from '../blueprints/rename-key.ts';
import { identifierTaken, notFound } from '../http/api-error.ts';
import { parseBody } from '../http/parse-request.ts';
import { type ApiRequest, ok, param, type Route } from '../http/route.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import { propertyKey } from '../model/identifier.ts';
import type { LocalPortState } from '../state/state.ts';

const bodies = {
  property: z.strictObject({ newPropertyName: propertyKey }),
  mirror: z.strictObject({ newMirrorName: propertyKey }),
  relation: z.strictObject({ newRelationIdentifier: propertyKey }),
} as const;

/** The three routes that give a key of a blueprint another name. */
export const blueprintRenameRoutes: readonly Route[] = [
  renameRoute('property', 'properties'),
  renameRoute('mirror', 'mirror'),
  renameRoute('relation', 'relations'),
];

function renameRoute(kind: Renaming['kind'], segment: string): Route {
  return {
    method: 'PATCH',
    path: `/v1/blueprints/:blueprint/${segment}/:key/rename`,
    handle(request, state) {
      const blueprint = needBlueprint(param(request, 'blueprint'), state);
      const [to = ''] = Object.values(parseBody<object>(bodies[kind], request.body)) as string[];
      const renaming = { kind, blueprint: blueprint.identifier, from: param(request, 'key'), to };
      checkRenaming(renaming, blueprint);
      return ok({ blueprint: rename(renaming, request, state) });
    },
  };
}

function checkRenaming({ kind, from, to }: Renaming, blueprint: Blueprint): void {
  const { schema, mirrorProperties, relations } = blueprint;
  const maps = { property: schema.properties, mirror: mirrorProperties, relation: relations };
  if (!Object.hasOwn(maps[kind], from)) {
    const what = kind === 'relation' ? 'Relation' : 'Property';
    throw notFound(`${what} with identifier "${from}" was not found`);
  }
  const others =
    kind === 'relation'
      ? [relations]
      : [
          schema.properties,
          mirrorProperties,
          blueprint.calculationProperties,
          blueprint.aggregationProperties,
        ];
  if (from !== to && others.some((map) => Object.hasOwn(map, to))) throw identifierTaken();
}

/** Values of entities keep their place under the new key, and paths of all blueprints follow. */
function rename(renaming: Renaming, { caller }: ApiRequest, state: LocalPortState): Blueprint {
  const { catalog, clock } = state;
  const before = new Map(catalog.blueprints().map((one) => [one.identifier, one]));
  const updatedAt = new Date(clock.now()).toISOString();
  for (const blueprint of before.values()) {
    const after = applyRenaming(blueprint, renaming, (identifier) => before.get(identifier));
    if (blueprint.identifier === renaming.blueprint) {
      const stamped = { ...after, updatedAt, updatedBy: caller };
      catalog.replaceBlueprint(stamped, (entity) => renameInEntity(entity, renaming));
    } else if (JSON.stringify(after) !== JSON.stringify(blueprint)) {
      catalog.putBlueprint(after);
    }
  }
  return needBlueprint(renaming.blueprint, state);
}

function renameInEntity(entity: Entity, { kind, from, to }: Renaming): Entity {
  if (kind === 'property' && Object.hasOwn(entity.properties, from)) {
    return { ...entity, properties: withKey(entity.properties, from, to) };
  }
  if (kind === 'relation' && Object.hasOwn(entity.relations, from)) {
    return { ...entity, relations: withKey(entity.relations, from, to) };
  }
  return entity;
}
