import { defineBlueprint } from '../../../src/local-port/blueprints/define-blueprint.ts';
import { putDefinition } from '../../../src/local-port/blueprints/put-definition.ts';
import { showEntity } from '../../../src/local-port/entities/show-entity.ts';
import type { LocalPortOptions } from '../../../src/local-port/index.ts';
import { blueprintBodies } from '../../../src/local-port/model/blueprint-body.ts';
import type { RelationValue } from '../../../src/local-port/model/entity.ts';
import type { Json, JsonObject } from '../../../src/local-port/model/json.ts';
import { createState, resetState } from '../../../src/local-port/state/create-state.ts';

/** What a test says of an entity. */
export interface EntityFacts {
  readonly identifier: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly relations?: Readonly<Record<string, RelationValue>>;
  readonly createdAt?: string;
}

/** A catalog without a server around it, for tests of many catalogs. */
export interface CatalogWorld {
  define(blueprint: object): void;
  put(blueprint: string, entity: EntityFacts): void;
  /** What an entity shows under `properties` at this instant. */
  properties(blueprint: string, identifier: string): JsonObject;
  /** Takes everything out again. */
  clear(): void;
}

const request = {
  caller: 'test',
  params: {},
  query: new URLSearchParams(),
  body: undefined,
  headers: {},
};

/** An empty account at a time that stands still. */
export async function catalogWorld(
  now: number,
  behaviour: LocalPortOptions['behaviour'] = {},
): Promise<CatalogWorld> {
  const clock = { now: () => now, sleep: async () => {} };
  const state = createState({ clock, behaviour }, null);
  await state.computed.ready('calculationProperties');
  return {
    clear: () => resetState(state),
    define(blueprint) {
      const body = blueprintBodies['422'].create.parse(blueprint);
      const before = state.catalog.blueprint(body.identifier);
      putDefinition(defineBlueprint(body, body.identifier), before, request, state);
    },
    put(blueprint, { identifier, properties = {}, relations = {}, createdAt }) {
      const at = createdAt ?? new Date(now).toISOString();
      const stamps = { createdAt: at, createdBy: 'test', updatedAt: at, updatedBy: 'test' };
      const rest = { title: null, icon: null, team: [], datasource: '' };
      const sequence = state.catalog.nextSequence();
      state.catalog.putEntity({
        ...{ blueprint, identifier, properties, relations, sequence },
        ...stamps,
        ...rest,
      });
    },
    properties(blueprint, identifier) {
      state.computed.settle(now);
      const entity = state.catalog.entity(blueprint, identifier);
      if (!entity) throw new Error(`no entity ${identifier}`);
      return showEntity(entity, state.catalog).properties as JsonObject;
    },
  };
}
