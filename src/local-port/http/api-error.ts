import type { JsonObject } from '../model/json.ts';

/** An error as Port answers it: a status and the envelope `{ok: false, error, message}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly error: string;
  readonly details: JsonObject | undefined;

  constructor(status: number, error: string, message: string, details?: JsonObject) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.error = error;
    this.details = details;
  }
}

/** 404: what the request names is not there. */
export function notFound(message: string): ApiError {
  return new ApiError(404, 'not_found', message);
}

/** 422: the body or the query does not match the route's schema. */
export function invalidRequest(message: string): ApiError {
  return new ApiError(422, 'invalid_request', message);
}

/** 409: the identifier is in use. */
export function identifierTaken(): ApiError {
  return new ApiError(
    409,
    'identifier_taken',
    'The provided `identifier` already exists, identifiers must be unique',
  );
}

/** 403: others need what should be deleted. */
export function hasDependents(message: string): ApiError {
  return new ApiError(403, 'has_dependents', message);
}

/** 422: more than one entity for a relation that takes one. */
export function manyViolation(): ApiError {
  return new ApiError(
    422,
    'relation_many_violation',
    'A provided relation cannot contain more than one entity',
  );
}
