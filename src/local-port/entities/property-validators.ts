import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Behaviour } from '../behaviour.ts';
import type { BlueprintDefinition, Property } from '../model/blueprint.ts';
import type { Json } from '../model/json.ts';
import { parseRfc3339 } from '../model/rfc3339.ts';

type DateTimes = Behaviour['dateTimeFormat'];

/** A value that its blueprint does not take. */
export interface Mismatch {
  readonly property: string;
  readonly message: string;
}

/** Checks the properties of entities against the JSON schemas in their blueprints; each schema is compiled once. */
export class PropertyValidators {
  readonly #compilers = new Map<DateTimes, Ajv>();
  readonly #compiled = new WeakMap<object, Map<DateTimes, ValidateFunction>>();

  /** Why a definition's property schemas cannot be used, or `null`. */
  problemOf(definition: BlueprintDefinition): string | null {
    try {
      this.#validator(definition, 'rfc3339');
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** What is wrong with the own properties of an entity. */
  mismatches(
    definition: BlueprintDefinition,
    properties: Readonly<Record<string, Json>>,
    dateTimes: DateTimes,
  ): readonly Mismatch[] {
    const validate = this.#validator(definition, dateTimes);
    return validate(properties) ? [] : (validate.errors ?? []).map(asMismatch);
  }

  #validator(definition: BlueprintDefinition, dateTimes: DateTimes): ValidateFunction {
    const known = this.#compiled.get(definition.schema) ?? new Map<DateTimes, ValidateFunction>();
    this.#compiled.set(definition.schema, known);
    const existing = known.get(dateTimes);
    if (existing) return existing;
    const validate = this.#compiler(dateTimes).compile(schemaOf(definition));
    known.set(dateTimes, validate);
    return validate;
  }

  #compiler(dateTimes: DateTimes): Ajv {
    const existing = this.#compilers.get(dateTimes);
    if (existing) return existing;
    const compiler = createCompiler(dateTimes);
    this.#compilers.set(dateTimes, compiler);
    return compiler;
  }
}

function createCompiler(dateTimes: DateTimes): Ajv {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    logger: false,
    addUsedSchema: false,
    ownProperties: true,
  });
  addFormats.default(ajv, ['email', 'ipv4', 'ipv6']);
  const dateTime =
    dateTimes === 'rfc3339'
      ? (text: string) => parseRfc3339(text) !== null
      : (text: string) => !Number.isNaN(Date.parse(text));
  ajv.addFormat('date-time', dateTime);
  ajv.addFormat('timer', dateTime);
  ajv.addFormat('url', (text: string) => URL.canParse(text));
  ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/u);
  // The other formats only tell the UI how to show a text.
  for (const format of ['markdown', 'yaml', 'user', 'blueprints', 'team', 'proto', 'labeled-url']) {
    ajv.addFormat(format, true);
  }
  return ajv;
}

function schemaOf({ schema }: BlueprintDefinition): object {
  const properties = Object.entries(schema.properties).map(([key, property]) => [
    key,
    propertySchema(property),
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: schema.required,
    additionalProperties: false,
  };
}

/** Page "Labeled URL (object)": `{url, displayText}`. */
const labeledUrl = {
  type: 'object',
  required: ['url'],
  properties: { url: { type: 'string', format: 'url' }, displayText: { type: 'string' } },
};

function propertySchema(property: Property): object {
  // `default` is applied when an entity is created, and texts are not the business of the compiler.
  const { default: _, title: __, description: ___, icon: ____, $id: _____, ...schema } = property;
  return property.format === 'labeled-url' && property.type === 'object'
    ? { allOf: [schema, labeledUrl] }
    : schema;
}

function asMismatch(error: ErrorObject): Mismatch {
  const params = error.params as { missingProperty?: string; additionalProperty?: string };
  const path = error.instancePath.split('/')[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
  const property = path ?? params.missingProperty ?? params.additionalProperty ?? '';
  const at = error.instancePath === '' ? '' : `${error.instancePath.slice(1)} `;
  const named = params.additionalProperty === undefined ? '' : ` ("${params.additionalProperty}")`;
  return { property, message: `${at}${error.message ?? 'is not valid'}${named}` };
}
