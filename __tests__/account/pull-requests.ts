import { readFileSync } from 'node:fs';
import type { Account } from './start-account.ts';

type CodeHost = 'github' | 'gitlab' | 'azure';

const blueprints = {
  github: 'githubPullRequest',
  gitlab: 'gitlabMergeRequest',
  azure: 'azureDevopsPullRequest',
} as const;

const catalog = (name: string): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL(`../../catalog/blueprints/${name}.json`, import.meta.url), 'utf8'),
  );

/** Adds the pull requests of a code host to an account, as setup does: their blueprint, and the relations to it. */
export async function addPullRequests(account: Account, host: CodeHost): Promise<void> {
  await account.call('POST', '/v1/blueprints', catalog(blueprints[host]));
  const { relations } = catalog(`additions/deployment.${host}`);
  await account.call('PATCH', '/v1/blueprints/deployment', { relations });
}

/** Adds pull requests as the host's integration does, each with its link. */
export async function addPullRequest(
  account: Account,
  host: CodeHost,
  ...links: readonly string[]
): Promise<void> {
  for (const link of links) {
    const body = {
      identifier: `x${link.replace(/\W/g, '-')}`,
      properties: { link },
      relations: {},
    };
    await account.call('POST', `/v1/blueprints/${blueprints[host]}/entities?upsert=true`, body);
  }
}
