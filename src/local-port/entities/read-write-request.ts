import { needBlueprint } from '../blueprints/put-definition.ts';
import { readFlag } from '../http/parse-request.ts';
import { type ApiRequest, param } from '../http/route.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { LocalPortState } from '../state/state.ts';
import type { WriteContext, WriteMode } from './write-context.ts';

/** What the query of a writing route asks for. */
export interface WriteRequest extends WriteMode {
  readonly blueprint: Blueprint;
  readonly validationOnly: boolean;
}

/** Reads the blueprint and the flags of `POST .../entities` and its bulk form. @throws ApiError 404, 422 */
export function readWriteRequest(request: ApiRequest, state: LocalPortState): WriteRequest {
  const { query } = request;
  const upsert = readFlag(query, 'upsert');
  const merge = readFlag(query, 'merge');
  const validationOnly = readFlag(query, 'validation_only');
  const createMissingRelated = readFlag(query, 'create_missing_related_entities');
  return {
    blueprint: needBlueprint(param(request, 'blueprint'), state),
    existing: upsert ? (merge ? 'merge' : 'override') : 'refuse',
    validationOnly,
    createMissingRelated,
  };
}

/** The circumstances of a write by this request. */
export function writeContext(request: ApiRequest, state: LocalPortState): WriteContext {
  return {
    catalog: state.catalog,
    validators: state.validators,
    behaviour: state.behaviour.current,
    now: state.clock.now(),
    caller: request.caller,
    userAgent: request.headers['user-agent'] ?? '',
  };
}
