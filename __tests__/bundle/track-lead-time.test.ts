import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { type Account, startAccount } from '../account/start-account.ts';
import { buildHistory, type History, hour } from '../scm/history.ts';
import { githubStandIn } from '../scm/hosts/github-stand-in.ts';
import { type ServedStandIn, serve } from '../scm/hosts/stand-in.ts';
import { shopCommits, shopPulls } from '../scm/shop-history.ts';
import { readExample, stepsOf } from './example-workflow.ts';
import { annotationsOf, secretContexts } from './run-action.ts';
import { type JobResult, runJob } from './runner/run-job.ts';
import { startedBy } from './started-by.ts';

jest.setTimeout(60_000); // builds GitHub's schema on a machine that may be busy

let account: Account;
let history: History;
let github: ServedStandIn;

beforeEach(async () => {
  account = await startAccount();
  history = buildHistory(shopCommits);
  github = await serve(() => githubStandIn(history, shopPulls));
});

afterEach(async () => {
  await account.close();
  await github.close();
  history.remove();
});

/** The example for merged pull requests, on the merge of one. */
function merged(number: number, commit: string, at: string): Promise<JobResult> {
  const { event, env } = startedBy({
    webhook: 'pull_request',
    where: { action: 'closed' },
    set: {
      ...{ number, 'pull_request.number': number, 'pull_request.merged': true },
      ...{ 'pull_request.merged_at': at, 'pull_request.merge_commit_sha': history.sha(commit) },
      ...{ 'pull_request.base.ref': 'main', 'repository.default_branch': 'main' },
      ...{ 'repository.full_name': 'acme/shop', 'repository.name': 'shop' },
      'pull_request.html_url': `https://github.com/acme/shop/pull/${number}`,
    },
  });
  const contexts = secretContexts(account);
  return runJob({
    event,
    contexts,
    env: {
      ...env,
      PORT_BASE_URL: account.url,
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    },
    steps: stepsOf(readExample('pull-request.yml').job, contexts),
  });
}

test('a merged pull request says how long it took from its opening to its merge', async () => {
  await merged(99, 'b', hour(10));
  const result = await merged(1, 'M', hour(12));
  expect(annotationsOf(result)).toEqual([]);
  const deployment = (await account.deployments()).find(({ identifier }) =>
    identifier.includes('pull-request-1/'),
  );
  expect(deployment?.properties).toMatchObject({
    ...{ kind: 'standard', changeCount: 2, leadTimeSource: 'github' },
    ...{ commitSha: history.sha('M'), previousSha: history.sha('b') },
    createdAt: hour(12),
  });
  // Authored in the hours 5 and 7, and live with the merge in hour 12.
  expect(deployment?.properties.leadTimeHours).toBe(6);
  // Opened in hour 8: the lead time of Port's guide.
  expect(result.log).toMatch(
    /median of 2 changes \(coding 3 h 0 min, review 4 h 0 min, deploy 0 s\)/,
  );
});
