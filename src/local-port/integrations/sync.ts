import { evaluateMapping } from '../../mapping/evaluate-mapping.ts';
import type { MappedEntity, MappingOutcome, ParsedMapping } from '../../mapping/mapping.ts';
import { parseMapping } from '../../mapping/parse-mapping.ts';
import { applyDeletion, planDeletion } from '../entities/delete-entities.ts';
import { ApiError } from '../http/api-error.ts';
import type { Entity } from '../model/entity.ts';
import { targetsOf } from '../model/entity.ts';
import { type Json, own } from '../model/json.ts';
import { entityKey } from '../state/catalog.ts';
import type { LocalPortState } from '../state/state.ts';
import { exporterName, type StoredIntegration } from './integration.ts';
import {
  type EntityName,
  emptyReport,
  type GrowingReport,
  type SyncReport,
} from './sync-report.ts';
import { writeMapped } from './write-mapped.ts';

// Source of what follows: Ocean, `core/integrations/mixins`, `core/handlers/entities_state_applier`.

/** A larger part of the entities is never deleted at once, unless `entityDeletionThreshold` says so. */
const defaultThreshold = 0.9;

/** A run of the mapping that is kept with the integration. */
interface Run {
  readonly stored: StoredIntegration;
  readonly mapping: ParsedMapping;
  readonly report: GrowingReport;
  readonly state: LocalPortState;
}

/** What a live event does: entities of the items that pass are upserted, those of items that do not are deleted. */
export function ingest(
  stored: StoredIntegration,
  kind: string,
  payloads: readonly Json[],
  state: LocalPortState,
): SyncReport {
  const run = begin(stored, state);
  const kept = upsert(run, mapPayloads(run, kind, payloads));
  const keys = new Set(kept.map(entityKey));
  const going = identify(run, kind, payloads).flatMap(({ blueprint, identifier }) => {
    const entity =
      typeof identifier === 'string' ? state.catalog.entity(blueprint, identifier) : undefined;
    return entity && isOwned(entity, run) && !keys.has(entityKey(entity)) ? [entity] : [];
  });
  remove(run, going);
  return run.report;
}

/** What a resync does: everything in the tool is mapped anew, and what it no longer gives is deleted. */
export function resync(stored: StoredIntegration, state: LocalPortState): SyncReport {
  const run = begin(stored, state);
  const before = ownedEntities(run);
  const kinds = new Set(run.mapping.resources.map(({ kind }) => kind));
  const passed = [...kinds].flatMap((kind) =>
    mapPayloads(run, kind, own(stored.source, kind) ?? []),
  );
  const kept = upsert(run, passed);
  const keys = new Set([...kept, ...passed.filter(hasName)].map(entityKey));
  const related = new Set(
    kept.flatMap(({ relations }) => Object.values(relations).flatMap(targetsOf)),
  );
  const absent = before.filter((entity) => !keys.has(entityKey(entity)));
  const threshold = Number(run.mapping.settings.entityDeletionThreshold ?? defaultThreshold);
  if (absent.length > 0 && absent.length / before.length > threshold) {
    const message = `${absent.length} of ${before.length} entities would be deleted, more than the threshold allows: none is`;
    run.report.errors.push({ entity: null, message });
    return run.report;
  }
  const isNeeded = ({ identifier }: Entity) => createsMissing(run) && related.has(identifier);
  remove(
    run,
    absent.filter((entity) => !isNeeded(entity)),
  );
  return run.report;
}

function begin(stored: StoredIntegration, state: LocalPortState): Run {
  const mapping = parseMapping(JSON.stringify(stored.integration.config ?? { resources: [] }));
  const report = emptyReport();
  for (const { message } of mapping.problems) report.errors.push({ entity: null, message });
  return { stored, mapping, report, state };
}

/** The entities of the items of a kind that pass their selector. */
function mapPayloads(run: Run, kind: string, payloads: readonly Json[]): MappedEntity[] {
  const { report } = run;
  return outcomes(run, kind, payloads).flatMap((outcome) => {
    for (const { path, message } of outcome.warnings) {
      report.warnings.push({ path: path.join('.'), message });
    }
    if (outcome.kind === 'entity') return [outcome.entity];
    report.dropped.push({ kind, reason: outcome.reason, message: outcome.message });
    return [];
  });
}

/** The entities of all items, whether they pass or not: Ocean finds so what an item left that passes no longer. */
function identify(run: Run, kind: string, payloads: readonly Json[]): MappedEntity[] {
  return outcomes(run, kind, payloads, 'true').flatMap((outcome) =>
    outcome.kind === 'entity' ? [outcome.entity] : [],
  );
}

function outcomes(
  { mapping, state }: Run,
  kind: string,
  payloads: readonly Json[],
  query?: string,
): MappingOutcome[] {
  return mapping.resources
    .filter((resource) => resource.kind === kind)
    .map((resource) => (query === undefined ? resource : { ...resource, query }))
    .flatMap((resource) =>
      payloads.flatMap((payload) => evaluateMapping(state.integrations.jq, resource, payload)),
    );
}

function upsert({ stored, mapping, report, state }: Run, mapped: readonly MappedEntity[]) {
  const kept: Entity[] = [];
  for (const entity of mapped) {
    try {
      const written = writeMapped(entity, stored.integration, mapping.settings, state);
      kept.push(written);
      report.upserted.push(nameOf(written));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { blueprint, identifier } = entity;
      const name = { blueprint, identifier: textOf(identifier) };
      report.errors.push({ entity: name, message: error.message });
    }
  }
  return kept;
}

function remove({ mapping, report, state }: Run, entities: readonly Entity[]): void {
  const deleteDependents = mapping.settings.deleteDependentEntities !== false;
  for (const entity of entities) {
    const current = state.catalog.entity(entity.blueprint, entity.identifier);
    if (!current) continue;
    try {
      const going = planDeletion([current], deleteDependents, state.catalog);
      applyDeletion(going, state.catalog);
      report.deleted.push(...going.map(nameOf));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      report.errors.push({ entity: nameOf(entity), message: error.message });
    }
  }
}

function ownedEntities(run: Run): Entity[] {
  const { catalog } = run.state;
  return catalog
    .blueprints()
    .flatMap(({ identifier }) => [...catalog.entities(identifier).values()])
    .filter((entity) => isOwned(entity, run));
}

/** Whoever wrote last owns: an entity that something else has changed since is left alone. */
const isOwned = ({ datasource }: Entity, { stored }: Run): boolean =>
  datasource === exporterName(stored.integration);

const createsMissing = ({ mapping }: Run): boolean =>
  mapping.settings.createMissingRelatedEntities !== false;

const nameOf = ({ blueprint, identifier }: Entity): EntityName => ({ blueprint, identifier });

const hasName = (entity: MappedEntity): entity is MappedEntity & { identifier: string } =>
  typeof entity.identifier === 'string';

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);
