import { type BatchJq, loadJq } from '../../jq/load-jq.ts';
import { portFilter } from '../../mapping/port-filter.ts';
import type { BehaviourSettings } from '../control/behaviour-settings.ts';
import type { PropertyValidators } from '../entities/property-validators.ts';
import type { Entity } from '../model/entity.ts';
import { type Json, type JsonObject, own } from '../model/json.ts';
import { compileScorecard, type Judge } from '../scorecards/evaluate-scorecard.ts';
import type { Catalog } from '../state/catalog.ts';
import type { ComputedReader } from '../state/computed-reader.ts';
import { AggregationSnapshot, recalculationMs } from './aggregation-snapshot.ts';
import { Aggregations } from './aggregations.ts';
import { CalculationTypes } from './calculation-types.ts';
import { CalculationCache, Calculations } from './calculations.ts';
import { PropertyHistory } from './property-history.ts';

/** What has been worked out since the last change, and for which instant. */
interface Epoch {
  readonly version: number;
  readonly now: number;
  readonly behaviour: object;
  readonly aggregations: Aggregations;
  readonly calculations: Calculations | null;
  readonly judges: Map<string, readonly (readonly [string, Judge])[]>;
}

/** All that is worked out from blueprints and entities. Values hold until something changes or time moves on. */
export class ComputedValues implements ComputedReader {
  readonly #catalog: Catalog;
  readonly #behaviour: BehaviourSettings;
  readonly #types: CalculationTypes;
  readonly #cache = new CalculationCache();
  /** What number properties were at each recalculation that has been met. */
  readonly history = new PropertyHistory();
  #jq: BatchJq | null = null;
  #now = 0;
  #tick: number | null = null;
  #epoch: Epoch | null = null;
  #snapshot: AggregationSnapshot | null = null;

  constructor(catalog: Catalog, behaviour: BehaviourSettings, validators: PropertyValidators) {
    this.#catalog = catalog;
    this.#behaviour = behaviour;
    this.#types = new CalculationTypes(validators);
  }

  /** Loads jq before the first request that may need it: one that tells of calculations, or finds some. */
  async ready(body: string): Promise<void> {
    if (this.#jq) return;
    const isAsked = body.includes('calculationProperties') || body.includes('\\u');
    if (!isAsked && !this.#hasCalculations()) return;
    this.#jq = await loadJq({ spares: 4 });
    this.#epoch = null;
  }

  /** Why the jq of a calculation does not compile, or `null`. */
  calculationProblem(program: string): string | null {
    return this.#jq?.compileError(portFilter(program, 'ocean')) ?? null;
  }

  /** The instant for which values are worked out until the next call: that of a request. */
  settle(now: number): void {
    const tick = Math.floor(now / recalculationMs);
    const isStale = this.#behaviour.current.aggregationFreshness === 'every-15-minutes';
    if (!isStale) this.#snapshot = null;
    if (tick !== this.#tick || (isStale && !this.#snapshot)) {
      this.#tick = tick;
      // Nothing has changed since, or it would have been settled before: these are the values at the tick.
      this.#now = tick * recalculationMs;
      if (isStale) this.#recalculate();
      this.history.sample(this.#now, this.#catalog);
    }
    this.#now = now;
  }

  /** While the new snapshot is made, aggregations of aggregations see the one before. */
  #recalculate(): void {
    const aggregations = new Aggregations(this.#catalog, this.#behaviour, this.#now);
    this.#snapshot = new AggregationSnapshot(this.#catalog, aggregations);
    this.#epoch = null;
  }

  clear(): void {
    this.#epoch = null;
    this.#snapshot = null;
    this.#tick = null;
    this.history.clear();
  }

  read(entity: Entity, key: string): Json | undefined {
    const aggregation = this.#aggregation(entity, key);
    if (aggregation !== undefined) return aggregation;
    const definitions = this.#catalog.blueprint(entity.blueprint)?.calculationProperties ?? {};
    if (!Object.hasOwn(definitions, key)) return undefined;
    return own(this.#calculated(entity), key) ?? null;
  }

  properties(entity: Entity): JsonObject {
    return { ...this.#aggregated(entity), ...this.#calculated(entity) };
  }

  scorecards(entity: Entity): JsonObject {
    const shown = this.#judges(entity.blueprint).flatMap(([identifier, judge]) => {
      const result = judge(entity);
      return result ? [[identifier, result] as const] : [];
    });
    return Object.fromEntries(shown);
  }

  #aggregated(entity: Entity): JsonObject {
    const definitions = this.#catalog.blueprint(entity.blueprint)?.aggregationProperties ?? {};
    return Object.fromEntries(
      Object.keys(definitions).map((key) => [key, this.#aggregation(entity, key) ?? null]),
    );
  }

  #aggregation(entity: Entity, key: string): number | null | undefined {
    return (this.#snapshot ?? this.#current().aggregations).value(entity, key);
  }

  #calculated(entity: Entity): JsonObject {
    const definitions = this.#catalog.blueprint(entity.blueprint)?.calculationProperties ?? {};
    const keys = Object.keys(definitions);
    if (keys.length === 0) return {};
    const values = this.#current().calculations?.of(entity, definitions) ?? {};
    return Object.fromEntries(keys.map((key) => [key, own(values, key) ?? null]));
  }

  #judges(blueprint: string): readonly (readonly [string, Judge])[] {
    const { judges, now } = this.#current();
    const known = judges.get(blueprint);
    if (known) return known;
    const scope = { catalog: this.#catalog, now, caller: '' };
    const made = this.#catalog.scorecards
      .of(blueprint)
      .map((one) => [one.identifier, compileScorecard(one, scope)] as const);
    judges.set(blueprint, made);
    return made;
  }

  #current(): Epoch {
    const { version } = this.#catalog;
    const now = this.#now;
    const behaviour = this.#behaviour.current;
    const epoch = this.#epoch;
    if (epoch?.version === version && epoch.now === now && epoch.behaviour === behaviour) {
      return epoch;
    }
    const tools = this.#jq && {
      catalog: this.#catalog,
      behaviour: this.#behaviour,
      types: this.#types,
      cache: this.#cache,
      jq: this.#jq,
      aggregations: (entity: Entity) => this.#aggregated(entity),
    };
    this.#epoch = {
      ...{ version, now, behaviour },
      aggregations: new Aggregations(this.#catalog, this.#behaviour, now),
      calculations: tools && new Calculations(tools, now),
      judges: new Map(),
    };
    return this.#epoch;
  }

  #hasCalculations(): boolean {
    return this.#catalog
      .blueprints()
      .some(({ calculationProperties }) => Object.keys(calculationProperties).length > 0);
  }
}
