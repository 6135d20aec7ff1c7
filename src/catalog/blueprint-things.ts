import { type JsonObject, objectOrEmpty } from '../port/json.ts';
import { definitionsIn } from './read-catalog.ts';
import { type Thing, thing } from './thing.ts';

/** The maps of a blueprint, by the kind of what they hold. */
export const mapOf = {
  relation: 'relations',
  mirror: 'mirrorProperties',
  aggregation: 'aggregationProperties',
  calculation: 'calculationProperties',
} as const;

const mapKinds = Object.keys(mapOf) as readonly (keyof typeof mapOf)[];

/** Everything that the body of a blueprint, or of a change to one, stands for. */
export function partsOf(owner: string, body: JsonObject): readonly Thing[] {
  const properties = definitionsIn(objectOrEmpty(body.schema).properties);
  return [
    ...properties.map(([id, definition]) => thing({ kind: 'property', owner, id }, definition)),
    ...mapKinds.flatMap((kind) =>
      definitionsIn(body[mapOf[kind]]).map(([id, definition]) =>
        thing({ kind, owner, id }, definition),
      ),
    ),
  ];
}

/** A whole blueprint: itself and everything in it. */
export function blueprintThings(body: JsonObject): readonly Thing[] {
  const { identifier, schema: _, ...rest } = body;
  const owner = String(identifier);
  const itself = Object.fromEntries(
    ['title', 'icon', 'description'].flatMap((key) =>
      rest[key] === undefined ? [] : [[key, rest[key]] as const],
    ),
  );
  return [thing({ kind: 'blueprint', owner, id: owner }, itself), ...partsOf(owner, body)];
}
