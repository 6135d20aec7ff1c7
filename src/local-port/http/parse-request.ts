import type { ZodType } from 'zod';
import type { Json } from '../model/json.ts';
import { ApiError, invalidRequest } from './api-error.ts';

/** The JSON of a body, or `undefined` of an empty one. @throws ApiError 400 when it is not JSON */
export function parseJson(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  try {
    // Looking at every key is slow, so it is only done where such a key may be, perhaps in escapes.
    const isSuspect = text.includes('__proto__') || text.includes('\\u');
    return JSON.parse(text, isSuspect ? refuseProto : undefined) as Json;
  } catch {
    throw badRequest("The json provided does not match the route's schema");
  }
}

/** 400: the request cannot be read at all. */
export function badRequest(message: string): ApiError {
  return new ApiError(400, 'bad_request', message);
}

/** A body in the shape that a route takes. @throws ApiError 422 `invalid_request` */
export function parseBody<T>(schema: ZodType<T>, body: Json | undefined): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path.length ? `body/${issue.path.join('/')} ` : 'body ';
  throw invalidRequest(
    `The provided data does not match the route schema: ${at}${issue?.message ?? 'is not valid'}`,
  );
}

/** A query parameter that is `true` or `false`; false when absent. @throws ApiError 422 */
export function readFlag(query: URLSearchParams, name: string, absent = false): boolean {
  const values = query.getAll(name);
  if (values.length === 0) return absent;
  if (values.length === 1 && values[0] === 'true') return true;
  if (values.length === 1 && values[0] === 'false') return false;
  throw invalidRequest(
    `The provided data does not match the route schema: querystring/${name} must be boolean`,
  );
}

/** Such a key would reach into the prototype of objects; Port's framework refuses it too. */
function refuseProto(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('Object contains forbidden prototype property');
  return value;
}
