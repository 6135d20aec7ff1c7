import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { isIdentifier } from '../../../src/deployment/identifier.ts';
import { type Jq, loadJq } from '../../../src/jq/load-jq.ts';
import { evaluateMapping } from '../../../src/mapping/evaluate-mapping.ts';
import type { MappingOutcome } from '../../../src/mapping/mapping.ts';
import { parseMapping } from '../../../src/mapping/parse-mapping.ts';
import {
  catalogMapping,
  entities,
  type HeldEntity,
  type Payload,
  payload,
} from '../../mapping/map-payloads.ts';
import { serviceByTitle } from './searches.ts';

jest.setTimeout(30_000); // a process of jq for each block, on a machine that may be busy

let jq: Jq;
beforeAll(async () => {
  jq = await loadJq();
});

interface Form {
  readonly kind: string;
  readonly query: string;
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly beside?: object;
  readonly fetch?: object;
}

/** A block in the form of Port's guide "Track DORA metrics". */
const guideBlock = ({ kind, query, mappings, beside = {}, fetch = {} }: Form): string =>
  JSON.stringify([
    { kind, selector: { query, ...fetch }, port: { entity: { mappings, ...beside } } },
  ]);

function guide(form: Form, item: Payload): MappingOutcome | undefined {
  const [resource] = parseMapping(guideBlock(form)).resources;
  return resource && evaluateMapping(jq, resource, item)[0];
}

const ours = (
  file: string,
  kind: string,
  ...items: readonly Payload[]
): Promise<readonly HeldEntity[]> =>
  entities(
    catalogMapping(file),
    items.map((item) => ({ kind, payload: item })),
  );

/** How the integration is told to fetch the items of a file's first block. */
const fetchOf = (file: string) => parseMapping(catalogMapping(file)).resources[0]?.fetch;

const guidePullRequest: Form = {
  kind: 'pull-request',
  query: ".base.ref == 'main' and .state == 'closed'",
  mappings: {
    identifier: ".head.repo.name + '-' + (.id|tostring)",
    title: '.head.repo.name + " Deployment"',
    blueprint: '"deployment"',
    properties: {
      environment: '"Production"',
      createdAt: '.merged_at',
      deploymentStatus: '"Success"',
    },
  },
  beside: { relations: { service: '.head.repo.name' } },
};

const guideRun: Form = {
  kind: 'workflow-run',
  query: '(.head_branch == "main") and (.name | test("deploy|CD"; "i"))',
  mappings: {
    identifier: ".head_repository.name + '-' + (.run_number|tostring)",
    blueprint: '"deployment"',
    properties: { deploymentStatus: '(.conclusion | ascii_upcase[0:1] + .[1:])' },
  },
};

const guideRelease: Form = {
  kind: 'release',
  query: '(.target_commitish == "main") and (.name | test("Production"; "i"))',
  mappings: {
    identifier: ".release.name + '-' + .release.tag_name",
    blueprint: '"deployment"',
    properties: { createdAt: '.release.created_at' },
    relations: { service: '.repo.name' },
  },
};

describe('fetching: the guide gets none of the items that it wants', () => {
  test('D06: closed pull requests of GitHub', () => {
    expect(fetchOf('github/pull-request')).toEqual({
      states: ['closed'],
      maxResults: 300,
      since: 90,
    });
  });

  test('D11: merged merge requests of GitLab', () => {
    expect(fetchOf('gitlab/merge-request')).toEqual({ states: ['merged'], updatedAfter: 365 });
  });

  test('D54: resolved incidents of PagerDuty and OpsGenie', () => {
    expect(fetchOf('pagerduty/incident')).toEqual({
      apiQueryParams: { statuses: ['triggered', 'acknowledged', 'resolved'], date_range: 'all' },
    });
    expect(fetchOf('opsgenie/incident')).toEqual({});
  });
});

describe('pull requests', () => {
  const merged = payload('github/pull-request');
  const file = 'github/pull-request';

  test('D07: one that was closed without merging is a deployment to the guide', async () => {
    const unmerged = { ...merged, merged_at: null };
    expect(guide(guidePullRequest, unmerged)).toMatchObject({
      entity: { properties: { createdAt: null, deploymentStatus: 'Success' } },
    });
    expect(await ours(file, 'pull-request', unmerged)).toEqual([]);
  });

  test('D08: the relations of the guide stand beside the mappings, where nobody reads them', async () => {
    expect(guide(guidePullRequest, merged)).toMatchObject({ entity: { relations: {} } });
    const [held] = await ours(file, 'pull-request', merged);
    expect(held?.relations.service).toEqual(serviceByTitle('shop'));
  });

  test('D09: the repository of the guide is the fork, and nothing when that is gone', async () => {
    const orphan = { ...merged, head: { ...merged.head, repo: null } };
    expect(guide(guidePullRequest, orphan)).toMatchObject({
      entity: { identifier: '-2609799545' },
    });
    const [held] = await ours(file, 'pull-request', orphan);
    expect(held?.identifier).toBe('acme/shop/pull-request-12/shop/Production');
  });

  test("D12: the guide's identifier of a merge request is refused", async () => {
    const form = {
      kind: 'merge-request',
      query: ".target_branch == 'main' and .state == 'merged'",
      mappings: { identifier: ".source_branch + '-' + (.id|tostring)", blueprint: '"deployment"' },
    };
    const outcome = guide(form, payload('gitlab/merge-request'));
    const identifier = outcome?.kind === 'entity' ? String(outcome.entity.identifier) : '';
    expect(identifier).toBe('feat/#12 manual rules-155016530');
    expect(isIdentifier(identifier)).toBe(false);
    const [held] = await ours(
      'gitlab/merge-request',
      'merge-request',
      payload('gitlab/merge-request'),
    );
    expect(isIdentifier(held?.identifier ?? '')).toBe(true);
  });

  test("D13, D14: Azure's pull requests are not found by the guide's identifier, and collide", async () => {
    const one = payload('azure-devops/pull-request');
    const named = (name: string, pullRequestId: number) => ({
      ...one,
      pullRequestId,
      repository: { ...one.repository, name },
    });
    const form = {
      kind: 'pull-request',
      query: '.status == "completed"',
      mappings: {
        identifier: '.repository.name + (.pullRequestId| tostring)',
        blueprint: '"deployment"',
        relations: { pullRequest: ".repository.name + '-' + (.pullRequestId|tostring)" },
      },
    };
    const [first, second] = [named('api1', 2), named('api', 12)];
    expect(guide(form, first)).toMatchObject({ entity: { identifier: 'api12' } });
    expect(guide(form, second)).toMatchObject({ entity: { identifier: 'api12' } });
    expect(await ours('azure-devops/pull-request', 'pull-request', first, second)).toHaveLength(2);
    const [held] = await ours('azure-devops/pull-request', 'pull-request', one);
    const [related] = await ours('azure-devops/pull-request-entity', 'pull-request', one);
    expect(guide(form, one)).toMatchObject({ entity: { relations: { pullRequest: 'shop-22' } } });
    expect(related?.identifier).not.toBe('shop-22');
    expect(JSON.stringify(held?.relations.azureDevopsPullRequest)).toContain(
      String(related?.properties.link),
    );
  });
});

describe('runs', () => {
  const run = payload('github/workflow-run');

  test('D16: no failure of the guide is one of the two values', async () => {
    for (const conclusion of ['failure', 'timed_out', 'cancelled']) {
      const outcome = guide(guideRun, { ...run, conclusion });
      const status = outcome?.kind === 'entity' ? outcome.entity.properties.deploymentStatus : null;
      expect(['Failure', 'Timed_out', 'Cancelled']).toContain(status);
    }
    const [held] = await ours('github/workflow-run', 'workflow-run', {
      ...run,
      conclusion: 'failure',
    });
    expect(held?.properties.deploymentStatus).toBe('Failed');
  });

  test('D17: a run in progress is a deployment without a status to the guide', async () => {
    const running = { ...run, status: 'in_progress', conclusion: null };
    expect(guide(guideRun, running)).toMatchObject({
      entity: { properties: { deploymentStatus: null } },
      warnings: [{ path: ['properties', 'deploymentStatus'] }],
    });
    expect(await ours('github/workflow-run', 'workflow-run', running)).toEqual([]);
  });

  test('D18, D19: runs of two workflows are one deployment to the guide, and what undeploys deploys', async () => {
    const other = {
      ...run,
      id: 2,
      name: 'Undeploy preview',
      path: '.github/workflows/undeploy.yml',
    };
    const identifiers = [run, other].map((one) => {
      const outcome = guide(guideRun, one);
      return outcome?.kind === 'entity' ? outcome.entity.identifier : null;
    });
    expect(identifiers).toEqual(['shop-14', 'shop-14']);
    expect(await ours('github/workflow-run', 'workflow-run', run, other)).toHaveLength(1);
  });

  test('D21, D23: a pipeline without a name is nothing to the guide, and one with a name has a wrong status', async () => {
    const form = {
      kind: 'pipeline',
      query: '(.ref == "main") and (.name | test("deploy|CD"; "i"))',
      mappings: {
        identifier: '"deployment-" + (.id | tostring)',
        blueprint: '"deployment"',
        properties: { deploymentStatus: '(.status | ascii_upcase[0:1] + .[1:])' },
      },
    };
    const pipeline = payload('gitlab/pipeline');
    expect(guide(form, pipeline)).toMatchObject({ reason: 'selector-failed' });
    const canceled = { ...pipeline, name: 'deploy', status: 'canceled' };
    expect(guide(form, canceled)).toMatchObject({
      entity: { properties: { deploymentStatus: 'Canceled' } },
    });
    expect(await ours('gitlab/pipeline', 'pipeline', pipeline, canceled)).toHaveLength(1);
  });
});

describe('releases', () => {
  const release = payload('github/release');

  test('D24: the block of the guide is no YAML', () => {
    const printed =
      '- kind: release\n    selector:\n      query: .draft\n    port:\n      entity: {}\n';
    expect(parseMapping(printed)).toMatchObject({ resources: [], problems: [{}] });
    expect(parseMapping(catalogMapping('github/release')).problems).toEqual([]);
  });

  test('D25: every release is the entity "-" to the guide, without time and service', async () => {
    const named = { ...release, name: 'Production' };
    expect(guide(guideRelease, named)).toMatchObject({
      entity: { identifier: '-', properties: { createdAt: null }, relations: { service: null } },
    });
    expect(await ours('github/release', 'release', named, { ...named, id: 5 })).toHaveLength(2);
  });

  test('D26: a release without a name makes the selector of the guide fail', async () => {
    const nameless = { ...release, name: null };
    expect(guide(guideRelease, nameless)).toMatchObject({ reason: 'selector-failed' });
    expect(await ours('github/release', 'release', nameless)).toHaveLength(1);
  });
});

describe('incidents', () => {
  const recoveryTime = `(.created_at as $createdAt | .resolved_at as $resolvedAt |
    if $resolvedAt == null then null else
    ( ($resolvedAt | strptime("%Y-%m-%dT%H:%M:%SZ") | mktime) -
      ($createdAt | strptime("%Y-%m-%dT%H:%M:%SZ") | mktime) ) / 60 end)`;
  const form = {
    kind: 'incidents',
    query: 'true',
    mappings: {
      identifier: '.id',
      blueprint: '"pagerdutyIncident"',
      properties: { recoveryTime },
    },
  };

  test("D51: the guide relates an incident to PagerDuty's service alone", async () => {
    const [held] = await ours('pagerduty/incident', 'incidents', payload('pagerduty/incident'));
    expect(held?.relations.service).toEqual(serviceByTitle('shop'));
  });

  test('D52: with fractions of a second the guide has no recovery time', async () => {
    const whole = payload('pagerduty/incident');
    const resolved_at = '2026-01-03T11:10:00.000Z';
    expect(guide(form, whole)).toMatchObject({ entity: { properties: { recoveryTime: 90 } } });
    expect(guide(form, { ...whole, resolved_at })).toMatchObject({
      entity: { properties: { recoveryTime: null } },
    });
    const [held] = await ours('pagerduty/incident', 'incidents', { ...whole, resolved_at });
    expect(held?.properties.recoveryTime).toBe(90);
  });

  test('D55: the other tools have neither; here they have both, and a service', async () => {
    for (const [file, kind] of [
      ['opsgenie/incident', 'incident'],
      ['firehydrant/incident', 'incident'],
      ['servicenow/incident', 'incident'],
      ['statuspage/incident', 'incident'],
    ] as const) {
      const [held] = await ours(file, kind, payload(file));
      expect(held?.properties).toMatchObject({
        resolvedAt: expect.any(String),
        recoveryTime: expect.any(Number),
      });
      expect(Object.values(held?.relations ?? {})).toEqual([serviceByTitle('shop')]);
    }
  });
});

test('D82: the selector for monorepos of the guide is no jq', () => {
  const query = ".name == 'monorepo' && (.path | startswith('service-A/'))";
  const outcome = guide(
    { kind: 'repository', query, mappings: { identifier: '.path', blueprint: '"service"' } },
    {},
  );
  expect(outcome).toMatchObject({
    reason: 'selector-failed',
    message: expect.stringContaining('no valid jq'),
  });
});
