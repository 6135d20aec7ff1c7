/** The blueprints that a person makes by Port's guide "Track DORA metrics", defects and all, after its integrations. */
const guideDeployment = {
  identifier: 'deployment',
  title: 'Deployment',
  icon: 'Rocket',
  schema: {
    properties: {
      createdAt: {
        title: 'Deployment Time',
        type: 'string',
        format: 'date-time',
        description: 'The timestamp when the deployment was triggered.',
      },
      environment: {
        title: 'Environment',
        type: 'string',
        enum: ['Production', 'Staging', 'Testing'],
        description: 'The environment where the deployment occurred.',
      },
      deploymentStatus: {
        title: 'Deployment Status',
        type: 'string',
        enum: ['Success', 'Failed'],
        description: 'Indicates whether the deployment was successful or failed.',
      },
    },
    required: [],
  },
  mirrorProperties: {
    leadTimeHours: { title: 'Lead Time (Hours)', path: 'pullRequest.leadTimeHours' },
  },
  relations: {
    service: { title: 'Service', target: 'service', required: false, many: false },
    pullRequest: {
      title: 'Pull Request',
      target: 'githubPullRequest',
      required: false,
      many: false,
    },
  },
};

const isSuccess = {
  combinator: 'and',
  rules: [{ property: 'deploymentStatus', operator: '=', value: 'Success' }],
};

const monthlyAverage = {
  func: 'average',
  averageOf: 'month',
  measureTimeBy: '$createdAt',
  calculationBy: 'entities',
};

const guideAggregations = {
  deployment_frequency: {
    title: 'Monthly Deployment Frequency',
    icon: 'DeploymentIcon',
    type: 'number',
    target: 'deployment',
    query: isSuccess,
    calculationSpec: monthlyAverage,
  },
  lead_time_for_change: {
    title: 'Lead Time for Change',
    icon: 'DefaultProperty',
    type: 'number',
    target: 'githubPullRequest',
    query: {
      combinator: 'and',
      rules: [{ property: 'status', operator: '=', value: 'merged' }],
    },
    calculationSpec: {
      func: 'average',
      averageOf: 'total',
      property: 'leadTimeHours',
      measureTimeBy: '$createdAt',
      calculationBy: 'property',
    },
  },
  // Port refuses the guide's own form, which has keys that do not belong to `count`.
  total_incidents: {
    title: 'Total Incidents',
    type: 'number',
    target: 'pagerdutyIncident',
    calculationSpec: { calculationBy: 'entities', func: 'count' },
  },
  total_deployments: {
    title: 'Total Monthly Deployment Frequency',
    type: 'number',
    target: 'deployment',
    query: isSuccess,
    calculationSpec: monthlyAverage,
  },
  mean_time_to_recovery: {
    title: 'Mean Time to Recovery',
    icon: 'DefaultProperty',
    type: 'number',
    target: 'pagerdutyIncident',
    calculationSpec: {
      func: 'average',
      averageOf: 'total',
      property: 'recoveryTime',
      measureTimeBy: 'resolvedAt',
      calculationBy: 'property',
    },
  },
};

const time = { type: 'string', format: 'date-time' };

export const service = {
  identifier: 'service',
  title: 'Service',
  schema: { properties: { language: { type: 'string' } }, required: [] },
};

export const githubPullRequest = {
  identifier: 'githubPullRequest',
  title: 'Pull Request',
  schema: {
    properties: {
      status: { type: 'string' },
      leadTimeHours: { type: 'number' },
      link: { type: 'string', format: 'url' },
    },
    required: [],
  },
};

export const pagerdutyIncident = {
  identifier: 'pagerdutyIncident',
  title: 'PagerDuty Incident',
  schema: {
    properties: { created_at: time, status: { type: 'string' }, urgency: { type: 'string' } },
    required: [],
  },
};

const guideIncident = {
  ...pagerdutyIncident,
  schema: {
    properties: {
      ...pagerdutyIncident.schema.properties,
      resolvedAt: { title: 'Incident Resolution Time', ...time },
      recoveryTime: {
        title: 'Time to Recovery',
        type: 'number',
        description: 'The time (in minutes) between the incident being triggered and resolved',
      },
    },
    required: [],
  },
};

/** In the order in which they can be made. */
export const guideModel: readonly object[] = [
  { ...service, identifier: 'service' },
  githubPullRequest,
  guideIncident,
  guideDeployment,
];

/** What the guide then adds to the service blueprint. */
export const guideMetrics = {
  aggregationProperties: guideAggregations,
  calculationProperties: {
    changeFailureRate: {
      title: 'Change Failure Rate',
      calculation: '(.properties.total_incidents / .properties.total_deployments) * 100',
      type: 'number',
    },
  },
};
