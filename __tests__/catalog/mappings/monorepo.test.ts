import { describe, expect, jest, test } from '@jest/globals';
import { catalogMapping, entities, type Payload, payload } from '../../mapping/map-payloads.ts';
import { serviceByTitle } from './searches.ts';

jest.setTimeout(30_000); // a process of jq for each block, on a machine that may be busy

const map = (file: string, kind: string, payloads: readonly Payload[]) =>
  entities(
    catalogMapping(file),
    payloads.map((one) => ({ kind, payload: one })),
  );

describe('in a monorepo', () => {
  test('a pull request is a deployment of each service that its labels name', async () => {
    const merged = payload('github/pull-request');
    const held = await map('github/monorepo-pull-request', 'pull-request', [
      merged,
      { ...merged, number: 13, labels: [] },
      { ...merged, number: 14, labels: null },
    ]);
    expect(held.map(({ identifier, relations }) => [identifier, relations.service])).toEqual([
      ['acme/shop/pull-request-12/checkout/Production', serviceByTitle('checkout')],
      ['acme/shop/pull-request-12/search=0020index/Production', serviceByTitle('search index')],
    ]);
  });

  test('a merge request is a deployment of each service that its labels name', async () => {
    const held = await map('gitlab/monorepo-merge-request', 'merge-request', [
      payload('gitlab/merge-request'),
    ]);
    expect(held.map(({ identifier, relations }) => [identifier, relations.service])).toEqual([
      ['acme/web/shop/pull-request-133/checkout/Production', serviceByTitle('checkout')],
    ]);
  });

  test('a workflow is called after the service that it deploys', async () => {
    const run = payload('github/workflow-run');
    const held = await map('github/monorepo-workflow-run', 'workflow-run', [
      { ...run, path: '.github/workflows/deploy-checkout.yml@refs/heads/main' },
      { ...run, id: 2, path: '.github/workflows/deploy-search.yaml', conclusion: 'failure' },
      { ...run, id: 3, path: '.github/workflows/undeploy-search.yaml' },
      { ...run, id: 4 },
    ]);
    expect(
      held.map(({ identifier, title, properties }) => [identifier, title, properties.failed]),
    ).toEqual([
      [
        'acme/shop/workflow-run-11640567/1/checkout/Production',
        'checkout eb2ff82 to Production',
        undefined,
      ],
      ['acme/shop/workflow-run-2/1/search/Production', 'search eb2ff82 to Production', true],
    ]);
  });

  test.each([
    ['checkout@1.2.3', 'checkout'],
    ['checkout-v1.2.3', 'checkout'],
    ['@acme/checkout@1.2.3', '@acme/checkout'],
    ['web/checkout/v2', 'web/checkout'],
  ])('the release %s is one of the service %s', async (tag_name, service) => {
    const [held] = await map('github/monorepo-release', 'release', [
      { ...payload('github/release'), tag_name },
    ]);
    expect(held?.relations.service).toEqual(serviceByTitle(service));
    expect(held?.properties).toMatchObject({ serviceName: service, version: tag_name });
  });

  test('prereleases and tags without a service are none', async () => {
    const tags = ['checkout@1.2.3-rc.1', 'checkout-beta-1.2.3', 'v1.2.3', 'nightly', null];
    const releases = tags.map((tag_name) => ({ ...payload('github/release'), tag_name }));
    expect(await map('github/monorepo-release', 'release', releases)).toEqual([]);
  });
});
