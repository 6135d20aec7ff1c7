import type { Json, JsonObject } from '../model/json.ts';

/** An installed integration as it is shown. */
export interface Integration {
  readonly installationId: string;
  readonly installationAppType: string;
  readonly title: string | null;
  readonly version: string;
  /** The mapping; `null` until somebody gives one. */
  readonly config: JsonObject | null;
  readonly changelogDestination: JsonObject;
  readonly actionsProcessingEnabled: boolean;
  readonly spec: JsonObject;
  readonly logIngestId: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
}

/** An integration, and what there is in the tool that it reads: payloads by kind. */
export interface StoredIntegration {
  readonly integration: Integration;
  readonly source: Readonly<Record<string, readonly Json[]>>;
}

/** The `User-Agent` with which an integration writes, and by which it knows its entities. Source: Ocean, `clients/port/utils`. */
export function exporterName({
  installationAppType,
  version,
  installationId,
}: Integration): string {
  return `port-ocean/${installationAppType}/${version}/${installationId}/exporter`;
}
