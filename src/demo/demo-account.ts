import deploymentBlueprint from '../../catalog/blueprints/deployment.json' with { type: 'json' };
import serviceBlueprint from '../../catalog/blueprints/service.json' with { type: 'json' };

/** One call that sets up a piece of the demo's account. */
export interface AccountCall {
  readonly path: string;
  readonly body: unknown;
}

/** The titles of the demo's services. */
export const demoServices = ['shop', 'payments', 'search'] as const;

/** What the demo's account holds before anything is deployed: the catalog's blueprints and a few services. */
export const demoAccount: readonly AccountCall[] = [
  { path: '/v1/blueprints', body: serviceBlueprint },
  { path: '/v1/blueprints', body: deploymentBlueprint },
  ...demoServices.map((title) => ({
    path: '/v1/blueprints/service/entities?upsert=true&merge=true',
    body: { identifier: `acme/${title}`, title, properties: {}, relations: {} },
  })),
];
