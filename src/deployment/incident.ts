/** An incident, wherever it was recorded. Times are RFC 3339 in UTC with `Z`. */
export interface IncidentRecord {
  readonly identifier: string;
  readonly title?: string | null;
  /** Title of its service; `null` when it names none. */
  readonly service?: string | null;
  readonly createdAt: string;
  /** `null` while it is open. */
  readonly resolvedAt?: string | null;
  /** Identifier of the deployment that it names as its cause. */
  readonly deployment?: string | null;
  readonly url?: string | null;
  /** The tool that it comes from, for instance `pagerduty`. */
  readonly source?: string | null;
}
