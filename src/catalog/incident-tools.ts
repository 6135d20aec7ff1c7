import type { JsonObject } from '../port/json.ts';

/** What the metrics need to know about the incidents of one tool. */
export interface IncidentTool {
  readonly blueprint: string;
  /** Property that holds when an incident began. */
  readonly beganAt: string;
  /** Relation to the service, where the integration has another one under the usual id. */
  readonly relation?: string;
  /** Leaves out what is no incident of a service: low urgency, scheduled maintenance. Needs the property that it names. */
  readonly leavingOut: JsonObject | null;
}

// Blueprints and properties: the default blueprints of Port's Ocean integrations.
/** Incident tools by id, which is that of Port's integration. */
export const incidentTools: Readonly<Record<string, IncidentTool>> = {
  pagerduty: {
    blueprint: 'pagerdutyIncident',
    beganAt: 'created_at',
    leavingOut: { property: 'urgency', operator: '!=', value: 'low' },
  },
  opsgenie: { blueprint: 'opsGenieIncident', beganAt: 'createdAt', leavingOut: null },
  firehydrant: {
    blueprint: 'firehydrantIncident',
    beganAt: 'createdAt',
    // Its own relation `service` leads to its own services.
    relation: 'portService',
    leavingOut: null,
  },
  servicenow: { blueprint: 'servicenowIncident', beganAt: 'createdOn', leavingOut: null },
  statuspage: {
    blueprint: 'statuspageIncident',
    beganAt: 'createdAt',
    leavingOut: {
      property: 'status',
      operator: 'notIn',
      value: ['scheduled', 'in_progress', 'verifying', 'completed'],
    },
  },
  jira: { blueprint: 'jiraIssue', beganAt: 'created', leavingOut: null },
  github: { blueprint: 'githubIssue', beganAt: 'createdAt', leavingOut: null },
};

/** The relation from the incidents of a tool to the service that they are about. */
export const serviceRelationOf = ({ relation }: IncidentTool): string => relation ?? 'service';
