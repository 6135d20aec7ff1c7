/** An object as JSON.parse makes it; nothing is known about its values. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object that a text holds, or `null` when it is no JSON or another kind of value. */
export function parseJsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

export const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' ? value : null;

/** A value that should be an object; anything else counts as an empty one. */
export const objectOrEmpty = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});
