import { readCatalog } from '../catalog/read-catalog.ts';
import { objectOrEmpty } from '../port/json.ts';

/** One call that sets up a piece of the demo's account. */
export interface AccountCall {
  readonly path: string;
  readonly body: unknown;
}

/** The titles of the demo's services. */
export const demoServices = ['shop', 'payments', 'search'] as const;

const incidentAddition = readCatalog('blueprints/additions/incident.json');

/** As much as the demo needs of what Port's PagerDuty integration creates, and what `setup` adds to it. */
const incidentBlueprint = {
  identifier: 'pagerdutyIncident',
  title: 'PagerDuty Incident',
  icon: 'pagerduty',
  schema: {
    properties: {
      status: { title: 'Incident Status', type: 'string' },
      urgency: { title: 'Incident Urgency', type: 'string' },
      url: { title: 'Incident URL', type: 'string', format: 'url' },
      created_at: { title: 'Create At', type: 'string', format: 'date-time' },
      ...objectOrEmpty(objectOrEmpty(incidentAddition.schema).properties),
    },
    required: [],
  },
  mirrorProperties: {},
  calculationProperties: {},
  aggregationProperties: {},
  relations: incidentAddition.relations,
};

/** What the demo's account holds before anything is deployed: the catalog's blueprints and a few services. */
export const demoAccount: readonly AccountCall[] = [
  { path: '/v1/blueprints', body: readCatalog('blueprints/service.json') },
  { path: '/v1/blueprints', body: readCatalog('blueprints/deployment.json') },
  { path: '/v1/blueprints', body: incidentBlueprint },
  ...demoServices.map((title) => ({
    path: '/v1/blueprints/service/entities?upsert=true&merge=true',
    body: { identifier: `acme/${title}`, title, properties: {}, relations: {} },
  })),
];
