import type { IncidentRecord } from './incident.ts';
import type { IncidentLink } from './incident-link.ts';
import type { Change, DeploymentRecord } from './record.ts';

/** What a source of commits found between two deployments, or why it found nothing. */
export type FoundChanges =
  | {
      readonly changes: readonly Change[];
      readonly truncated: boolean;
      /** What becomes `leadTimeSource`. */
      readonly source: string;
      /** Whether a rule calls them a hotfix, where the source knows labels and branches. */
      readonly isHotfix?: boolean;
    }
  | { readonly reason: string };

/** What changes are asked for: a successful deployment of a kind that releases some. */
export interface ChangesQuestion {
  readonly record: DeploymentRecord;
  /** Commits whose history was released before, the previous deployment's first. */
  readonly releasedBefore: readonly string[];
  /** Commits of all deployments of the place that ended before. */
  readonly ranBefore: () => readonly string[];
  /** Whether the record has changes already, of the same previous deployment. */
  readonly isKnown: boolean;
}

export interface SettleOptions {
  /** An incident without a link of its own belongs to a deployment that ended at most so long before it; 24 when absent. */
  readonly incidentWindowHours?: number;
  /**
   * RFC 3339. Deployments that ended before it keep their kind, previous deployment, changes and lead time: they are
   * there for what the later ones show, and may turn out failed, recovered, or linked to an incident.
   */
  readonly since?: string;
  /** Whether the changes make a standard deployment a hotfix; a record that is one already stays one. */
  readonly isHotfix?: (record: DeploymentRecord, changes: readonly Change[]) => boolean;
  /** Whether the user said which commit ran before; when absent, a `previousSha` that no known deployment explains was. */
  readonly isPreviousGiven?: (record: DeploymentRecord) => boolean;
  /** The commits between; `null` leaves the record's own changes and lead time. Without it all have their own. */
  readonly changesOf?: (question: ChangesQuestion) => FoundChanges | null;
}

/** What is known when everything that is given has been looked at. */
export interface Settlement {
  /** In the order in which they were given. What nothing has changed in is the very object that was given. */
  readonly records: readonly DeploymentRecord[];
  /** Those of `records` that differ from what was given. */
  readonly changed: readonly DeploymentRecord[];
  /** Identifiers of records that have lost a mark of failure, because it belongs to another deployment. */
  readonly cleared: readonly string[];
  /** Identifiers of incidents → where each belongs. */
  readonly links: ReadonlyMap<string, IncidentLink>;
  readonly unlinked: readonly { readonly incident: IncidentRecord; readonly reason: string }[];
  /** Records that could not be placed in time, and times that cannot be. */
  readonly warnings: readonly string[];
}
