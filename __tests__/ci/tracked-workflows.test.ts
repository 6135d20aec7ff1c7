import { describe, expect, test } from '@jest/globals';
import type { WebhookEdit } from './provider-fixture.ts';
import { readWebhook, withSet } from './tracked-webhook.ts';

const completed: WebhookEdit = {
  webhook: 'workflow_run',
  where: { action: 'completed', 'workflow_run.conclusion': 'success' },
};

/** What a run of this workflow is, when these count. */
const read = (
  workflow: { readonly name: string | null; readonly path: string | null },
  ...counted: string[]
) =>
  readWebhook(
    'workflow-run',
    'workflow_run',
    withSet(completed, {
      'workflow_run.name': workflow.name,
      'workflow_run.path': workflow.path,
      workflow,
    }),
    {},
    counted,
  );

const deploy = { name: 'Deploy', path: '.github/workflows/deploy.yml' };

describe('a workflow run counts', () => {
  test.each([
    ['by its name', 'Deploy'],
    ['by its file', 'deploy.yml'],
    ['by the whole path of its file', '.github/workflows/deploy.yml'],
    ['by a pattern for its name', 'Dep*'],
    ['by a pattern for its file', 'deploy*.yml'],
  ])('%s', async (_, pattern) => {
    expect(await read(deploy, 'Other', pattern)).toMatchObject({ kind: 'deployment' });
  });

  test('by its file when GitHub writes the branch behind it', async () => {
    const path = '.github/workflows/deploy.yml@main';
    expect(await read({ ...deploy, path }, 'deploy.yml')).toMatchObject({ kind: 'deployment' });
  });

  test('by a name that looks like a pattern', async () => {
    const name = 'Deploy [prod] (eu)';
    expect(await read({ ...deploy, name }, name)).toMatchObject({ kind: 'deployment' });
  });

  test('whatever it is called when nobody names one', async () => {
    expect(await read({ name: null, path: null })).toMatchObject({ kind: 'deployment' });
  });
});

describe('a workflow run does not count', () => {
  test.each([
    ['undeploy preview', 'deploy'],
    ['abcd unit tests', 'CD'],
    ['macdonald', 'cd'],
    ['Deploy preview', 'Deploy'],
    ['Deploy', 'Deploy preview'],
  ])('when %j only holds %j', async (name, pattern) => {
    expect(await read({ name, path: '.github/workflows/a.yml' }, pattern)).toEqual({
      kind: 'not-a-deployment',
      reason: `the run that ended is one of ${JSON.stringify(name)}, which is not in \`workflow\``,
    });
  });

  test.each(['undeploy.yml', 'deploy.yaml', 'workflows/deploy.yml', 'other/deploy.yml'])(
    'when its file is another one than %s',
    async (pattern) => {
      expect(await read(deploy, pattern)).toMatchObject({ kind: 'not-a-deployment' });
    },
  );

  test('when it has no name and a name is asked for', async () => {
    expect(await read({ name: null, path: null }, 'Deploy')).toEqual({
      kind: 'not-a-deployment',
      reason: 'the run that ended has no name, and `workflow` asks for one',
    });
  });

  test('when its hostile name is no pattern', async () => {
    const name = '*" && rm -rf / \n::error::';
    expect(await read({ name, path: null }, 'Deploy')).toMatchObject({
      kind: 'not-a-deployment',
      reason: expect.not.stringContaining('\n'),
    });
  });
});
