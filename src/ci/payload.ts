/** A read-only view of a JSON document of unknown shape: paths are dotted, and what is not there is `null`. */
export interface Payload {
  /** A text that is not empty. */
  text(path: string): string | null;
  /** A finite number. */
  number(path: string): number | null;
  /** A number or text in decimal digits, as text: ids may be either. */
  id(path: string): string | null;
  isTrue(path: string): boolean;
  /** The parts of a list that are objects; `null` when there is no list. */
  list(path: string): readonly Payload[] | null;
  /** Whether there is an object at the path. */
  has(path: string): boolean;
  /** Whether the path is there and holds JSON's `null`: said to be nothing, not left out. */
  isNull(path: string): boolean;
}

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function at(root: JsonObject, path: string): unknown {
  let value: unknown = root;
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** The view of a parsed JSON value; `null` when the value is no object. */
export function payloadOf(json: unknown): Payload | null {
  if (!isObject(json)) return null;
  const text = (path: string): string | null => {
    const value = at(json, path);
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
  };
  const number = (path: string): number | null => {
    const value = at(json, path);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return {
    text,
    number,
    id: (path) => {
      const found = text(path) ?? number(path)?.toString() ?? '';
      return /^\d+$/.test(found) ? found : null;
    },
    isTrue: (path) => at(json, path) === true,
    list: (path) => {
      const value = at(json, path);
      return Array.isArray(value) ? value.map(payloadOf).filter((one) => one !== null) : null;
    },
    has: (path) => isObject(at(json, path)),
    isNull: (path) => at(json, path) === null,
  };
}
