import type { Behaviour } from '../behaviour.ts';
import type { PropertyValidators } from '../entities/property-validators.ts';
import type { Blueprint, BlueprintDefinition } from '../model/blueprint.ts';
import type { Json, JsonObject } from '../model/json.ts';

type Definitions = Blueprint['calculationProperties'];

/** Compares what calculations give with the types and formats of their properties. */
export class CalculationTypes {
  readonly #validators: PropertyValidators;
  readonly #schemas = new WeakMap<Definitions, BlueprintDefinition>();

  constructor(validators: PropertyValidators) {
    this.#validators = validators;
  }

  /** Text that differs where the same outputs would be shown differently. */
  mode({ calculationMismatch, dateTimeFormat }: Behaviour): string {
    return `${calculationMismatch} ${dateTimeFormat}`;
  }

  /** The values with `null` in the place of those that their property does not take. */
  fit(values: JsonObject, definitions: Definitions, behaviour: Behaviour): JsonObject {
    if (behaviour.calculationMismatch === 'kept') return values;
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
    const schema = this.#schemaOf(definitions);
    const mismatches = this.#validators.mismatches(schema, given, behaviour.dateTimeFormat);
    if (mismatches.length === 0) return values;
    const wrong = new Set(mismatches.map(({ property }) => property));
    return Object.fromEntries(
      Object.entries(values).map(([key, value]): [string, Json] => [
        key,
        wrong.has(key) ? null : value,
      ]),
    );
  }

  /** A blueprint that would keep the values as properties of its own. */
  #schemaOf(definitions: Definitions): BlueprintDefinition {
    const known = this.#schemas.get(definitions);
    if (known) return known;
    const properties = Object.fromEntries(
      Object.entries(definitions).map(([key, { type, format, items }]) => [
        key,
        { type, ...(format && { format }), ...(items && { items }) },
      ]),
    );
    const schema = {
      identifier: '',
      title: '',
      schema: { properties, required: [] },
      relations: {},
      mirrorProperties: {},
      calculationProperties: {},
      aggregationProperties: {},
    };
    this.#schemas.set(definitions, schema);
    return schema;
  }
}
