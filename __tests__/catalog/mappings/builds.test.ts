import { describe, expect, jest, test } from '@jest/globals';
import { shapeMapping } from '../../../src/mapping/shape-mapping.ts';
import { catalogMapping, entities, type Payload, payload } from '../../mapping/map-payloads.ts';
import { serviceByTitle } from './searches.ts';

jest.setTimeout(30_000); // a process of jq for each block, on a machine that may be busy

describe('builds of Jenkins', () => {
  const build = payload('jenkins/build');
  const yaml = catalogMapping('jenkins/build');
  const map = (payloads: readonly Payload[], text = yaml) =>
    entities(
      text,
      payloads.map((one) => ({ kind: 'build', payload: one })),
    );

  test('a successful one of a job called deploy is a deployment of the project around it', async () => {
    const [held] = await map([build]);
    expect(held).toEqual({
      identifier:
        '-/jenkins-acme-web=0020shop-deploy-main-14/1/acme=002Fweb=0020shop=002Fdeploy=002Fmain/web=0020shop/Production',
      blueprint: 'deployment',
      title: 'web shop #14 to Production',
      properties: {
        createdAt: '2026-01-03T09:04:12Z',
        finishedAt: '2026-01-03T09:05:48Z',
        environment: 'Production',
        environmentSource: 'input',
        deploymentStatus: 'Success',
        serviceName: 'web shop',
        ci: 'jenkins',
        runUrl: build.url,
      },
      relations: { service: serviceByTitle('web shop') },
    });
  });

  test.each(['FAILURE', 'UNSTABLE'])('%s is a failed deployment', async (result) => {
    const [held] = await map([{ ...build, result }]);
    expect(held?.properties).toMatchObject({
      deploymentStatus: 'Failed',
      failed: true,
      failureReason: 'run',
      failureAt: '2026-01-03T09:05:48Z',
    });
  });

  test('aborted and running ones and other jobs are none', async () => {
    const url = 'https://jenkins.example.com/job/undeploy/14/';
    const others = ['ABORTED', 'NOT_BUILT', null].map((result) => ({ ...build, result }));
    expect(await map([...others, { ...build, url }])).toEqual([]);
  });

  test('a branch whose name has a slash stands in the name of its job as Jenkins writes it', async () => {
    const text = shapeMapping(yaml, { jobs: '^shop/', service: '"shop"', repository: 'acme/shop' });
    const url = 'https://jenkins.example.com/job/shop/job/feature%252Fx/3/';
    const [held] = await map([{ ...build, url, number: 3 }], text);
    expect(held?.identifier).toBe(
      'acme/shop/jenkins-shop-feature=00252Fx-3/1/shop=002Ffeature=00252Fx/shop/Production',
    );
  });
});

describe('deployments of Octopus', () => {
  const deployment = payload('octopus/deployment');
  const yaml = shapeMapping(catalogMapping('octopus/deployment'), {
    projects: { 'Projects-41': 'shop' },
    server: 'https://octopus.example.com',
  });
  const map = (payloads: readonly Payload[]) =>
    entities(
      yaml,
      payloads.map((one) => ({ kind: 'deployment', payload: one })),
    );

  test('one that is long past is a deployment, in the environment of its name', async () => {
    expect(await map([deployment])).toEqual([
      {
        identifier: '-/deployment-Deployments-118/shop/Production',
        blueprint: 'deployment',
        title: 'shop to Production',
        properties: {
          createdAt: '2026-01-03T09:07:42.445+00:00',
          finishedAt: '2026-01-03T09:07:42.445+00:00',
          environment: 'Production',
          environmentName: 'Production',
          environmentSource: 'ci',
          deploymentStatus: 'Success',
          serviceName: 'shop',
          commitSha: 'eb2ff827cf2eb792f83572d9a65615dec4f2113e',
          repositoryUrl: 'https://github.com/acme/shop',
          ci: 'octopus',
          runUrl: 'https://octopus.example.com/app#/Spaces-1/deployments/Deployments-118',
          deployedBy: 'jane',
        },
        relations: { service: serviceByTitle('shop') },
      },
    ]);
  });

  test('one that may still be running is none, but one with a failure is', async () => {
    const Created = new Date().toISOString().replace('Z', '+00:00');
    expect(await map([{ ...deployment, Created }])).toEqual([]);
    const [held] = await map([{ ...deployment, Created, FailureEncountered: true }]);
    expect(held?.properties).toMatchObject({ deploymentStatus: 'Failed', failed: true });
  });

  test('one without build information has no commit', async () => {
    const [held] = await map([{ ...deployment, Changes: [] }]);
    expect(held?.properties).toMatchObject({ commitSha: null, repositoryUrl: null });
  });

  test('other names and environments are none', async () => {
    const names = ['Deploy to Blue', 'Promote', null];
    expect(await map(names.map((Name) => ({ ...deployment, Name })))).toEqual([]);
  });
});
