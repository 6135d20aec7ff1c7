import { identifierTaken } from '../http/api-error.ts';
import type { Blueprint } from '../model/blueprint.ts';
import type { Entity } from '../model/entity.ts';
import type { EntityInput } from '../model/entity-body.ts';
import { nextProperties } from './next-properties.ts';
import { type MissingTarget, nextRelations } from './next-relations.ts';
import { nextTeam } from './next-team.ts';
import type { WriteContext, WriteMode } from './write-context.ts';

/** What a write would change; nothing is changed until it is applied. */
export interface EntityWrite {
  readonly entity: Omit<Entity, 'sequence'>;
  /** The entity as it was; absent when the write creates it. */
  readonly before: Entity | undefined;
  readonly missing: readonly MissingTarget[];
}

/** Works out and checks one write. @throws ApiError when Port would refuse it */
export function planWrite(
  identifier: string,
  input: EntityInput,
  blueprint: Blueprint,
  mode: WriteMode,
  context: WriteContext,
): EntityWrite {
  const before = context.catalog.entity(blueprint.identifier, identifier);
  if (before && mode.existing === 'refuse') throw identifierTaken();
  const kept = mode.existing === 'merge' ? before : undefined;
  const team = nextTeam(input.team, blueprint, context);
  const properties = nextProperties(input.properties, before, blueprint, mode, context);
  const sent = input.relations ?? {};
  const { relations, missing } = nextRelations(sent, before, blueprint, mode, context);
  const now = new Date(context.now).toISOString();
  return {
    before,
    missing,
    entity: {
      blueprint: blueprint.identifier,
      identifier,
      title: input.title === undefined ? (kept?.title ?? null) : input.title,
      icon: input.icon === undefined ? (kept?.icon ?? null) : input.icon,
      team: team ?? kept?.team ?? [],
      properties,
      relations,
      createdAt: before?.createdAt ?? now,
      createdBy: before?.createdBy ?? context.caller,
      updatedAt: now,
      updatedBy: context.caller,
      datasource: context.userAgent,
    },
  };
}

/** The same write under another identifier. @throws ApiError when that one is in use */
export function withIdentifier(
  write: EntityWrite,
  identifier: string | undefined,
  context: WriteContext,
): EntityWrite {
  const { entity } = write;
  if (identifier === undefined || identifier === entity.identifier) return write;
  if (context.catalog.entity(entity.blueprint, identifier)) throw identifierTaken();
  return { ...write, entity: { ...entity, identifier } };
}
