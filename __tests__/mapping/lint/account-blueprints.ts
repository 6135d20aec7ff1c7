import { readBlueprintFacts } from '../../../src/mapping/lint/blueprint-facts.ts';

const text = { type: 'string' };

/** The blueprints of an account without GitHub whose deployments nevertheless relate to its pull requests. */
export const blueprints = [
  { identifier: 'service', schema: { properties: { tier: text } } },
  {
    identifier: 'deployment',
    schema: {
      properties: {
        createdAt: { type: 'string', format: 'date-time' },
        environment: { type: 'string', enum: ['Production', 'Staging', 'Testing'] },
        deploymentStatus: { type: 'string', enum: ['Success', 'Failed'] },
        durationSeconds: { type: 'number' },
        isUrgent: { type: 'boolean' },
      },
    },
    mirrorProperties: { leadTimeHours: { path: 'pullRequest.leadTimeHours' } },
    relations: {
      service: { target: 'service', required: false, many: false },
      pullRequest: { target: 'githubPullRequest', required: false, many: false },
    },
  },
].flatMap((one) => readBlueprintFacts(one) ?? []);
