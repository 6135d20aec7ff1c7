import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { catalogFiles } from '../../src/catalog/files.generated.ts';
import { readSetup } from '../../src/entry/doctor/read-setup.ts';
import { nodeSha256 } from '../../src/host/node-sha256.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import { ownNames } from '../catalog/own-names.ts';
import { testClient } from '../port/support/port-script.ts';
import { service } from '../setup/support/guide-model.ts';
import { type SetupAccount, startSetupAccount } from '../setup/support/setup-account.ts';
import { examine, of } from './support/examine.ts';

let account: SetupAccount;

beforeEach(async () => {
  account = await startSetupAccount([service]);
});

afterEach(() => account.close());

/** Examines with what setup says about the account, as the command does. */
async function examineWithSetup(asked: Parameters<typeof readSetup>[1]['asked'] = {}) {
  const { client, close } = testClient(account, {
    credentials: {
      clientId: String(account.env.PORT_CLIENT_ID),
      clientSecret: String(account.env.PORT_CLIENT_SECRET),
    },
  });
  const input = { asked, names: ownNames, catalogVersion: '1.0.0', sha256: nodeSha256 };
  try {
    return await examine(account, { readSetup: () => readSetup(client, input) });
  } finally {
    await close();
  }
}

const install = (id: string, installationAppType: string, config: object | null = null) =>
  account.control('PUT', `/_local/integrations/${id}`, { installationAppType, config });

describe('setup', () => {
  test('is told from an account that was never set up, from drift, and from what is well', async () => {
    expect(of(await examineWithSetup(), 'setup')[0]).toMatch(
      /^warning: setup has not run in this account/,
    );
    await account.apply();
    const well = await examineWithSetup();
    expect(of(well, 'setup')).toEqual(['ok: the account is as setup left it']);
    expect(of(well, 'metrics')[0]).toMatch(/^ok/);
    const path = '/v1/blueprints/service';
    const { blueprint } = (await account.call('GET', path)) as {
      blueprint: { aggregationProperties: Record<string, object> };
    };
    const { deployment_frequency: frequency, ...others } = blueprint.aggregationProperties;
    const changed = { ...frequency, title: 'Mine' };
    await account.call('PATCH', path, {
      aggregationProperties: { ...others, deployment_frequency: changed },
    });
    expect(of(await examineWithSetup(), 'setup')[0]).toMatch(
      /^warning: the account differs from what setup made: ~ aggregation service\.deployment_frequency/,
    );
  });
});

test('setup that went beside another blueprint is told from where reports go', async () => {
  const theirs = {
    ...{ identifier: 'deployment', title: 'Deployment', relations: {} },
    schema: { properties: { createdAt: { type: 'number', title: 'Made' } }, required: [] },
  };
  await account.call('POST', '/v1/blueprints', theirs);
  await account.apply();
  const found = of(await examineWithSetup(), 'setup').join('\n');
  expect(found).toMatch(
    /^failure: setup keeps deployments in port_dora_deployment, and reports go to deployment/,
  );
});

describe('integrations', () => {
  test('those that were chosen and are not there are named', async () => {
    const asked = {
      scm: ['github'],
      strategy: ['workflow-run'],
      incidents: ['pagerduty'],
    } as const;
    const found = of(await examineWithSetup(asked), 'integrations');
    expect(found.join('\n')).toMatch(/github integration is not installed/);
    expect(found.join('\n')).toMatch(/pagerduty integration is not installed/);
    await install('gh', 'github-ocean');
    await install('pd', 'pagerduty');
    const there = of(await examineWithSetup(asked), 'integrations');
    expect(there).toEqual(['ok: installed: gh (github-ocean), pd (pagerduty)']);
  });

  test('a mapping that yields nothing is a failure; ours has none', async () => {
    await account.apply();
    const good = parse(catalogFiles['mappings/github/workflow-run.yml'] ?? '');
    await install('gh', 'github-ocean', good);
    expect(of(await examineWithSetup(), 'mappings')).toEqual([
      'ok: gh: 2 resources, nothing to find fault with',
    ]);
    const merged = {
      kind: 'pull-request',
      selector: { query: '.merged_at != null' },
      port: {
        entity: {
          mappings: {
            identifier: '.id | tostring',
            blueprint: '"deployment"',
            properties: {
              createdAt: '.merged_at',
              deploymentStatus: '.state',
              environment: '"Prod"',
            },
          },
        },
      },
    };
    await install('gh', 'github-ocean', { resources: [merged] });
    const found = of(await examineWithSetup(), 'mappings').join('\n');
    expect(found).toMatch(/failure: gh: selector-fetch/);
    const other = {
      ...merged,
      port: { entity: { mappings: { ...merged.port.entity.mappings, blueprint: '"other"' } } },
    };
    await install('gh', 'github-ocean', { resources: [other] });
    expect(of(await examineWithSetup(), 'mappings')[0]).toMatch(/^skipped/);
  });
});

describe('the CI', () => {
  const env = {
    ...{ GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/shop', GITHUB_SHA: 'a'.repeat(40) },
    ...{
      GITHUB_RUN_ID: '12',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_RUN_NUMBER: '3',
      GITHUB_JOB: 'deploy',
    },
    ...{ GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main', GITHUB_REF_TYPE: 'branch' },
    ...{ GITHUB_SERVER_URL: 'https://github.com', GITHUB_EVENT_NAME: 'push' },
  };

  test('on a laptop there is nothing to look at', async () => {
    expect(of(await examine(account), 'ci')).toEqual([
      'skipped: not looked at: this is no CI that is known',
    ]);
  });

  test('what it does not tell is named with what needs it', async () => {
    const { GITHUB_SHA: _, ...without } = env;
    expect(of(await examine(account, { env: without }), 'ci').join('\n')).toMatch(
      /warning: github does not tell the commit, which lead time and rollbacks need → see docs\/ci\/github\.md/,
    );
    expect(of(await examine(account, { env }), 'ci').join('\n')).not.toContain('the commit, which');
  });

  test('a token of GitHub that cannot read commits or pull requests is said', async () => {
    const seen: string[] = [];
    let status = 200;
    const server: Server = createServer((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      const isPulls = request.url?.includes('/pulls');
      response.writeHead(isPulls ? status : 200, { 'content-type': 'application/json' });
      response.end('[]');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const fetching: FetchLike = async (url, init) => {
      const answer = await fetch(url, {
        ...init,
        headers: { ...init.headers, connection: 'close' },
      });
      return { status: answer.status, headers: {}, text: () => answer.text() };
    };
    const here = {
      env: { ...env, GITHUB_API_URL: api },
      fetch: fetching,
      githubToken: 'planted-token',
    };
    expect(of(await examine(account, here), 'code-host')).toEqual([
      'ok: the token reads commits and pull requests',
    ]);
    expect(seen[0]).toBe('/repos/acme/shop/commits?per_page=1 Bearer planted-token');
    status = 403;
    const findings = await examine(account, here);
    expect(of(findings, 'code-host')).toEqual([
      'warning: GitHub does not allow it (403): the token needs `pull-requests: read` → give the job `permissions: contents: read` and `pull-requests: read`',
    ]);
    expect(JSON.stringify(findings)).not.toContain('planted-token');
    server.close();
    const odd = { ...here, env: { ...env, GITHUB_API_URL: 'http://elsewhere.example' } };
    expect(of(await examine(account, odd), 'code-host')[0]).toContain(
      'the token is not sent to it',
    );
    expect(of(await examine(account, { env }), 'code-host')[0]).toContain(
      'there is no `github-token`',
    );
  });
});
