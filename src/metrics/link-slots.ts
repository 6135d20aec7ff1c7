import {
  type CandidatesOf,
  compareCandidates,
  type LinkCandidate,
} from '../deployment/incident-link.ts';
import { firstIndex } from '../deployment/timeline.ts';
import type { MeasuredIncident } from './measured-incident.ts';

/** A candidate that knows its row in the table of deployments. */
export interface SlotCandidate extends LinkCandidate {
  readonly row: number;
}

/**
 * Keeps of all deployments only those that an incident can be linked to: of each stretch of time between two incidents
 * of a service the latest. So incidents are linked by the one rule of `linkIncident` without keeping all identifiers.
 */
export interface LinkSlots {
  offer(service: string, candidate: SlotCandidate): void;
  /** What is left, when all were offered. */
  close(): {
    readonly candidatesOf: CandidatesOf;
    /** Identifier → row, of all candidates. */
    readonly rows: ReadonlyMap<string, number>;
  };
}

interface Slots {
  /** Begins of the incidents, sorted. */
  readonly begins: readonly number[];
  readonly best: (SlotCandidate | undefined)[];
}

export function createLinkSlots(incidents: readonly MeasuredIncident[]): LinkSlots {
  const byService = new Map<string, Slots>();
  for (const [service, begins] of beginsByService(incidents))
    byService.set(service, { begins, best: [] });
  return {
    offer(service, candidate) {
      const slots = byService.get(service);
      if (!slots) return;
      const index = firstIndex(slots.begins, (begin) => begin >= candidate.at);
      const best = slots.best[index];
      if (index < slots.begins.length && (!best || compareCandidates(best, candidate) < 0))
        slots.best[index] = candidate;
    },
    close() {
      const left = new Map(
        Array.from(byService, ([service, { best }]) => [service, best.filter(isThere)] as const),
      );
      const rows = [...left.values()]
        .flat()
        .map(({ identifier, row }) => [identifier, row] as const);
      return { candidatesOf: (service) => left.get(service) ?? [], rows: new Map(rows) };
    },
  };
}

function beginsByService(incidents: readonly MeasuredIncident[]): Map<string, number[]> {
  const begins = new Map<string, Set<number>>();
  for (const { service, createdAt } of incidents) {
    if (!service) continue;
    const known = begins.get(service);
    if (known) known.add(Date.parse(createdAt));
    else begins.set(service, new Set([Date.parse(createdAt)]));
  }
  return new Map(
    Array.from(begins, ([service, times]) => [service, [...times].sort((a, b) => a - b)]),
  );
}

const isThere = (one: SlotCandidate | undefined): one is SlotCandidate => one !== undefined;
