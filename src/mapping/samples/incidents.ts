import type { KindSamples } from './kind-samples.ts';

// Shapes: the tools' APIs as Ocean's integrations hand them on; which fields are empty and which times have fractions
// is told by the response samples in Port's documentation.

const pagerdutyService = { id: 'PSVC1', summary: 'shop', type: 'service_reference' };

const pagerdutyIncident = (id: string, rest: object = {}) => ({
  ...{ incident_number: 1, title: 'Checkout is down', description: 'x', id, type: 'incident' },
  ...{ created_at: '2026-01-02T09:00:00Z', updated_at: '2026-01-02T10:30:00Z', status: 'resolved' },
  ...{ incident_key: 'k', service: pagerdutyService, assignments: [], assigned_via: 'x' },
  ...{ last_status_change_at: '2026-01-02T10:30:00Z', resolved_at: '2026-01-02T10:30:00Z' },
  ...{ first_trigger_log_entry: {}, alert_counts: {}, is_mergeable: true, escalation_policy: {} },
  ...{ teams: [], pending_actions: [], acknowledgements: [], basic_alert_grouping: null },
  ...{ alert_grouping: null, last_status_change_by: {}, priority: null, incidents_responders: [] },
  ...{ responder_requests: [], subscriber_requests: [], urgency: 'high', summary: 'x', self: '' },
  ...{ html_url: 'https://acme.pagerduty.com/incidents/X', resolve_reason: null, __analytics: {} },
  ...{ conference_bridge: null, impacted_services: [], custom_fields: [], incident_type: {} },
  ...{ occurrence: null },
  ...rest,
});

const open = { status: 'triggered', resolved_at: null };

const pagerduty: KindSamples = {
  ...{ integration: 'pagerduty', kind: 'incidents', about: 'incident', isWhole: true },
  samples: [
    { name: 'resolved incident', payload: pagerdutyIncident('PINC1') },
    { name: 'triggered incident', payload: pagerdutyIncident('PINC2', open) },
    {
      name: 'acknowledged incident',
      payload: pagerdutyIncident('PINC3', { ...open, status: 'acknowledged' }),
    },
  ],
  nullable: ['resolved_at', 'priority', 'resolve_reason', 'conference_bridge'],
  words: ['status', 'urgency'],
  fetch: { option: 'apiQueryParams.statuses', field: 'status', absent: null },
  window: {
    options: ['apiQueryParams.since', 'apiQueryParams.date_range'],
    absent: 'the latest month',
  },
  identifiers: { pagerdutyService: '.service.id' },
};

const opsgenieIncident = (id: string, rest: object = {}) => ({
  ...{ id, tinyId: '1', message: 'Checkout is down', status: 'resolved', tags: ['service:shop'] },
  ...{
    createdAt: '2026-01-02T09:00:00.12Z',
    updatedAt: '2026-01-02T10:40:00.824Z',
    priority: 'P1',
  },
  ...{ ownerTeam: 't', responders: [], extraProperties: {}, links: { web: '' }, actions: [] },
  ...{ impactStartDate: '2026-01-02T09:00:00.12Z', impactEndDate: '2026-01-02T10:30:00.5Z' },
  ...{ impactedServices: ['s1'], description: 'x' },
  ...rest,
});

const opsgenie: KindSamples = {
  ...{ integration: 'opsgenie', kind: 'incident', about: 'incident', isWhole: false },
  samples: [
    { name: 'resolved incident', payload: opsgenieIncident('o1') },
    {
      name: 'open incident',
      payload: opsgenieIncident('o2', { status: 'open', impactEndDate: null }),
    },
    { name: 'closed incident', payload: opsgenieIncident('o3', { status: 'closed' }) },
  ],
  nullable: ['impactEndDate', 'impactStartDate'],
  words: ['status', 'priority'],
  fetch: { option: 'apiQueryParams.status', field: 'status', absent: null },
};

const milestone = (type: string, occurred_at: string) => ({ type, occurred_at });

const firehydrantIncident = (id: string, rest: object = {}) => ({
  ...{ id, name: 'Checkout is down', created_at: '2026-01-02T09:00:00.121Z', severity: 'SEV1' },
  ...{ started_at: '2026-01-02T09:00:00.121Z', discarded_at: null, summary: '', priority: 'P1' },
  ...{ current_milestone: 'resolved', number: 1, incident_url: '', active: false, labels: {} },
  milestones: [
    milestone('started', '2026-01-02T09:00:00.121Z'),
    milestone('resolved', '2026-01-02T10:00:00.121Z'),
  ],
  ...{ impacts: [], services: [{ id: 's1', name: 'shop' }], environments: [], created_by: {} },
  ...rest,
});

const firehydrant: KindSamples = {
  ...{ integration: 'firehydrant', kind: 'incident', about: 'incident', isWhole: false },
  samples: [
    { name: 'resolved incident', payload: firehydrantIncident('f1') },
    {
      name: 'open incident',
      payload: firehydrantIncident('f2', {
        current_milestone: 'started',
        milestones: [milestone('started', '2026-01-02T09:00:00.121Z')],
      }),
    },
  ],
  nullable: ['severity', 'priority', 'discarded_at'],
  words: ['current_milestone', 'severity', 'priority'],
};

const servicenowIncident = (number: string, rest: object = {}) => ({
  ...{ number, sys_id: number, state: 'Resolved', short_description: 'Checkout is down' },
  ...{ opened_at: '2026-01-02 09:00:00', resolved_at: '2026-01-02 10:30:00', closed_at: '' },
  ...{ sys_created_on: '2026-01-02 09:00:01', sys_updated_on: '2026-01-02 10:30:01' },
  ...{ priority: '1 - Critical', urgency: '1 - High', severity: '1 - High', category: 'Software' },
  ...{ active: 'true', business_service: 'shop', cmdb_ci: '', assignment_group: 'Web' },
  ...rest,
});

const servicenow: KindSamples = {
  ...{ integration: 'servicenow', kind: 'incident', about: 'incident', isWhole: false },
  samples: [
    { name: 'resolved incident', payload: servicenowIncident('INC1') },
    {
      name: 'open incident',
      payload: servicenowIncident('INC2', { state: 'New', resolved_at: '' }),
    },
  ],
  nullable: [],
  words: ['state', 'priority', 'urgency', 'severity', 'active', 'category'],
};

const statuspageIncident = (id: string, rest: object = {}) => ({
  ...{ id, name: 'Checkout is down', status: 'resolved', impact: 'major', page_id: 'p1' },
  ...{ created_at: '2026-01-02T09:00:00.000Z', updated_at: '2026-01-02T10:30:00.123Z' },
  ...{ started_at: '2026-01-02T09:00:00.000Z', monitoring_at: null, shortlink: '' },
  ...{ resolved_at: '2026-01-02T10:30:00.123Z', scheduled_for: null, scheduled_until: null },
  ...{ components: [{ id: 'c1', name: 'shop' }], incident_updates: [], impact_override: null },
  ...rest,
});

const statuspage: KindSamples = {
  ...{ integration: 'statuspage', kind: 'incidents', about: 'incident', isWhole: false },
  samples: [
    { name: 'resolved incident', payload: statuspageIncident('s1') },
    {
      name: 'open incident',
      payload: statuspageIncident('s2', { status: 'investigating', resolved_at: null }),
    },
  ],
  nullable: ['resolved_at', 'monitoring_at', 'scheduled_for'],
  words: ['status', 'impact'],
};

const jiraIssue = (key: string, rest: object = {}) => ({
  ...{ id: key.replace('-', ''), key, self: 'https://acme.atlassian.net/rest/api/3/issue/1' },
  fields: {
    ...{ summary: 'Checkout is down', issuetype: { name: 'Incident' }, status: { name: 'Done' } },
    ...{ created: '2026-01-02T09:00:00.250+0200', updated: '2026-01-02T10:30:00.250+0200' },
    ...{ resolutiondate: '2026-01-02T10:30:00.250+0200', priority: { name: 'High' }, labels: [] },
    ...{ components: [{ id: '1', name: 'shop' }], project: { key: 'OPS', name: 'Operations' } },
    ...{ assignee: null, reporter: { displayName: 'Jane' }, creator: { displayName: 'Jane' } },
    ...rest,
  },
});

const jira: KindSamples = {
  ...{ integration: 'jira', kind: 'issue', about: 'incident', isWhole: false },
  samples: [
    { name: 'resolved incident', payload: jiraIssue('OPS-1') },
    {
      name: 'open incident',
      payload: jiraIssue('OPS-2', { resolutiondate: null, status: { name: 'In Progress' } }),
    },
  ],
  nullable: ['fields.resolutiondate', 'fields.assignee', 'fields.priority'],
  words: [],
  window: { options: ['jql'], absent: 'issues that are open or changed within a week' },
};

/** What the tools for incidents tell of them. */
export const incidentSamples: readonly KindSamples[] = [
  ...[pagerduty, opsgenie, firehydrant, servicenow, statuspage, jira],
];
