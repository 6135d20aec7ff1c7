import {
  githubPullRequest,
  guideMetrics,
  guideModel,
  pagerdutyIncident,
  service,
} from './guide-model.ts';
import { type SetupAccount, startSetupAccount } from './setup-account.ts';

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const one = (target: string) => ({ target, required: false, many: false });

/** What a new account comes with; Port documents the names and not what is in them, so these are likely properties. */
const builtIn = [
  { ...service, relations: {} },
  { identifier: 'environment', title: 'Environment', schema: { properties: { type: text } } },
  {
    identifier: 'deployment',
    title: 'Deployment',
    description: 'A deployment of a service',
    schema: { properties: { status: text, commit: text, deployedAt: time }, required: [] },
    relations: { service: one('service'), environment: one('environment') },
  },
];

/** A deployment blueprint that means something else. */
const customised = [
  service,
  {
    identifier: 'deployment',
    title: 'Kubernetes Deployment',
    schema: {
      properties: {
        createdAt: { type: 'number', title: 'Created (epoch)' },
        replicas: { type: 'number' },
      },
      required: ['replicas'],
    },
  },
];

const repository = {
  identifier: 'githubRepository',
  title: 'Repository',
  schema: { properties: { url: { type: 'string', format: 'url' } }, required: [] },
};

const gitlabMergeRequest = {
  ...githubPullRequest,
  identifier: 'gitlabMergeRequest',
  title: 'Merge Request',
};

const team = { relations: { team: one('_team') } };

/** The accounts on which setup has to do well, by what they are. */
export const accounts: Readonly<Record<string, () => Promise<SetupAccount>>> = {
  'an empty account': () => startSetupAccount([]),
  "the guide's account": async () => {
    const account = await startSetupAccount(guideModel);
    await account.call('PATCH', '/v1/blueprints/service', guideMetrics);
    await install(account, 'gh-1', 'github-ocean');
    await install(account, 'pd-1', 'pagerduty');
    return account;
  },
  'a new account with built-in blueprints': () => startSetupAccount(builtIn),
  'an account with a customised deployment': () => startSetupAccount(customised),
  'an account with only githubRepository': () =>
    startSetupAccount([repository], {
      githubRepository: [{ identifier: 'acme/shop', title: 'shop', properties: {} }],
    }),
  'an account with GitHub and GitLab': async () => {
    const account = await startSetupAccount([
      { ...service, ...team },
      githubPullRequest,
      gitlabMergeRequest,
      pagerdutyIncident,
    ]);
    await install(account, 'gh-1', 'github-ocean');
    await install(account, 'gl-1', 'gitlab-v2');
    return account;
  },
};

/** Installs an integration that maps something of its own. */
export async function install(account: SetupAccount, id: string, type: string): Promise<void> {
  await account.call('POST', '/v1/integration', {
    installationId: id,
    installationAppType: type,
    version: '1.0.0',
    config: {
      deleteDependentEntities: true,
      createMissingRelatedEntities: false,
      resources: [
        {
          kind: 'repository',
          selector: { query: 'true' },
          port: { entity: { mappings: { identifier: '.name', blueprint: '"service"' } } },
        },
      ],
    },
  });
}
