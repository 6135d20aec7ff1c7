import type { z } from 'zod';
import { needBlueprint } from '../blueprints/put-definition.ts';
import { applyWrite } from '../entities/apply-write.ts';
import { applyDeletion, planDeletion } from '../entities/delete-entities.ts';
import { planWrite } from '../entities/plan-write.ts';
import {
  readWriteRequest,
  type WriteRequest,
  writeContext,
} from '../entities/read-write-request.ts';
import { resolveIdentifier } from '../entities/resolve-identifier.ts';
import type { WriteContext } from '../entities/write-context.ts';
import { ApiError } from '../http/api-error.ts';
import { parseBody, readFlag } from '../http/parse-request.ts';
import { ok, param, type Route } from '../http/route.ts';
import { bulkBody, bulkDeletionBody, type entityBody } from '../model/entity-body.ts';

interface Written {
  readonly created: boolean;
  readonly identifier: string;
  readonly index: number;
  readonly additionalData: object;
}

interface Failed {
  readonly identifier: string;
  readonly index: number;
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
}

/** Upsert up to 20 entities and delete up to 100. */
export const entitiesBulkRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/blueprints/:blueprint/entities/bulk',
    handle(request, state) {
      const mode = readWriteRequest(request, state);
      const body = parseBody(bulkBody, request.body);
      const context = writeContext(request, state);
      const entities: Written[] = [];
      const errors: Failed[] = [];
      for (const [index, item] of body.entities.entries()) {
        const result = writeItem(item, index, mode, context);
        if ('error' in result) errors.push(result);
        else entities.push(result);
      }
      const failed = entities.length === 0 ? Number(context.behaviour.bulkAllFailed) : 207;
      const status = errors.length === 0 ? 200 : failed;
      return { status, body: { ok: true, entities, errors } };
    },
  },
  {
    method: 'POST',
    path: '/v1/blueprints/:blueprint/bulk/entities/delete',
    handle(request, state) {
      const deleteDependents = readFlag(request.query, 'delete_dependents');
      const { identifier } = needBlueprint(param(request, 'blueprint'), state);
      const body = parseBody(bulkDeletionBody, request.body);
      const targets = [...new Set(body.entities)].flatMap(
        (one) => state.catalog.entity(identifier, one) ?? [],
      );
      const going = planDeletion(targets, deleteDependents, state.catalog);
      applyDeletion(going, state.catalog);
      if (state.behaviour.current.deletes === 'delayed') state.ghosts.add(going, state.clock.now());
      return ok({ deletedEntities: targets.map((entity) => entity.identifier) });
    },
  },
];

/** Each item stands for itself: what one refuses does not undo the others. */
function writeItem(
  item: z.infer<typeof entityBody>,
  index: number,
  mode: WriteRequest,
  context: WriteContext,
): Written | Failed {
  try {
    const identifier = resolveIdentifier(item.identifier, mode.blueprint, context);
    const write = planWrite(identifier, item, mode.blueprint, mode, context);
    if (!mode.validationOnly) applyWrite(write, context.catalog);
    return { created: write.before === undefined, identifier, index, additionalData: {} };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const identifier = typeof item.identifier === 'string' ? item.identifier : 'unknown';
    const { status: statusCode, error: code, message } = error;
    return { identifier, index, statusCode, error: code, message };
  }
}
