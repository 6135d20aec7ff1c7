import type { BatchJq } from '../../jq/load-jq.ts';
import { portFilter } from '../../mapping/port-filter.ts';
import type { BehaviourSettings } from '../control/behaviour-settings.ts';
import { entityFacts } from '../entities/entity-facts.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Catalog } from '../state/catalog.ts';
import type { CalculationTypes } from './calculation-types.ts';

type Definitions = Blueprint['calculationProperties'];

/** Deeper chains of mirrors of calculations than this are taken for circles. */
const deepest = 50;
/** Entities that are calculated ahead in one call at most. */
const mostAhead = 1_000;

/** What the calculations of an entity gave, with all that they depend on. */
interface Calculated {
  readonly definitions: Definitions;
  readonly basis: string;
  readonly values: JsonObject;
}

/** Calculations that need no second run as long as their input is the same, over any number of changes elsewhere. */
export class CalculationCache extends WeakMap<Entity, Calculated> {}

/** What calculations are worked out with. */
export interface CalculationTools {
  readonly catalog: Catalog;
  readonly behaviour: BehaviourSettings;
  readonly types: CalculationTypes;
  readonly cache: CalculationCache;
  readonly jq: BatchJq;
  /** The aggregation properties of an entity, which a calculation may read. */
  readonly aggregations: (entity: Entity) => JsonObject;
}

/**
 * Calculation properties as they are at one instant. A run of jq costs the same for one entity as for a hundred, so each
 * entity that is asked for brings some of those that come after it: twice as many each time.
 */
export class Calculations {
  readonly #tools: CalculationTools;
  readonly #now: number;
  readonly #values = new Map<Entity, JsonObject>();
  readonly #ahead = new Map<string, { rest: IterableIterator<Entity>; size: number }>();
  readonly #busy = new Set<Entity>();

  constructor(tools: CalculationTools, now: number) {
    this.#tools = tools;
    this.#now = now;
  }

  /** One value for each calculation property of the blueprint; empty while the entity's own input is being made. */
  of(entity: Entity, definitions: Definitions): JsonObject {
    const known = this.#values.get(entity);
    if (known) return known;
    if (this.#busy.has(entity) || this.#busy.size > deepest) return {};
    this.#calculate([entity, ...this.#next(entity.blueprint)], definitions);
    return this.#values.get(entity) ?? {};
  }

  #calculate(entities: readonly Entity[], definitions: Definitions): void {
    const { jq, cache, types, behaviour } = this.#tools;
    const programs = Object.values(definitions).map(({ calculation }) =>
      this.#program(calculation),
    );
    const mode = types.mode(behaviour.current);
    const waiting: { entity: Entity; input: JsonObject; basis: string }[] = [];
    for (const entity of new Set(entities)) {
      if (this.#values.has(entity) || this.#busy.has(entity)) continue;
      const input = this.#input(entity);
      // The making of the input may have calculated this entity on the way.
      if (this.#values.has(entity)) continue;
      const basis = JSON.stringify([mode, programs, input]);
      const cached = cache.get(entity);
      if (cached?.definitions === definitions && cached.basis === basis) {
        this.#values.set(entity, cached.values);
      } else {
        waiting.push({ entity, input, basis });
      }
    }
    if (waiting.length === 0) return;
    const rows = jq.runEach(
      programs,
      waiting.map(({ input }) => input),
    );
    const keys = Object.keys(definitions);
    waiting.forEach(({ entity, basis }, index) => {
      const outputs = keys.map((key, column): [string, Json] => {
        const answer = rows[index]?.[column];
        // A failure is `null`, and so is a program without an output: Port's jq-node-bindings.
        const output =
          answer && 'outputs' in answer ? (answer.outputs[0] as Json | undefined) : null;
        return [key, output ?? null];
      });
      const values = types.fit(Object.fromEntries(outputs), definitions, behaviour.current);
      cache.set(entity, { definitions, basis, values });
      this.#values.set(entity, values);
    });
  }

  /** A calculation may read mirror and aggregation properties, but no calculation (page "Calculation property"). */
  #input(entity: Entity): JsonObject {
    const { catalog, behaviour, aggregations } = this.#tools;
    this.#busy.add(entity);
    try {
      const attachTitles = behaviour.current.calculationRelations === 'entities';
      const facts = entityFacts(entity, catalog, attachTitles);
      return { ...facts, properties: { ...facts.properties, ...aggregations(entity) } };
    } finally {
      this.#busy.delete(entity);
    }
  }

  /** With Port's reading of single quotes, and with the time of this server in place of the machine's. */
  #program(calculation: string): string {
    const program = portFilter(calculation, 'ocean');
    return /\bnow\b/.test(program) ? `def now: ${this.#now / 1000}; ${program}` : program;
  }

  #next(blueprint: string): readonly Entity[] {
    const ahead = this.#ahead.get(blueprint) ?? {
      rest: this.#tools.catalog.entities(blueprint).values(),
      size: 0,
    };
    this.#ahead.set(blueprint, ahead);
    const entities: Entity[] = [];
    while (entities.length < ahead.size) {
      const { value, done } = ahead.rest.next();
      if (done) break;
      entities.push(value);
    }
    ahead.size = Math.min(mostAhead, ahead.size * 2 || 1);
    return entities;
  }
}
