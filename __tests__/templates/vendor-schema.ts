import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { root } from '../house/project.ts';

/**
 * A schema that a vendor publishes, or `null` where it does not stand beside the checkout, which is said: it belongs to
 * the vendor and is no part of this project.
 */
export function vendorSchema(name: 'azure' | 'circleci'): ValidateFunction | null {
  const file = join(root, '../shared/schemas', `${name}.json`);
  if (!existsSync(file)) {
    process.stderr.write(
      `The templates were NOT checked by the schema of ${name}: there is no ${file}.\n`,
    );
    return null;
  }
  // The schemas have keywords of editors, and patterns that are no Unicode ones.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true, logger: false });
  return ajv.compile(JSON.parse(readFileSync(file, 'utf8')));
}

/** What the schema has against a value, in one line each; nothing where there is no schema. */
export function schemaProblems(schema: ValidateFunction | null, value: unknown): readonly string[] {
  if (!schema || schema(value)) return [];
  return (schema.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}
