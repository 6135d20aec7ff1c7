import { describe, expect, test } from '@jest/globals';
import { type ExplainedReading, explainRunContext } from '../../src/ci/explain-run-context.ts';
import { contextValues } from '../../src/deployment/context-values.ts';
import type { Environment } from '../../src/host/host.ts';
import { allFixtures, fixtureHost, type ProviderFixture } from './provider-fixture.ts';

const fixtures = allFixtures();

function explain(fixture: ProviderFixture, environment?: Environment): Promise<ExplainedReading> {
  const hints = fixture.hints ?? { jobId: null, jobStatus: null };
  return explainRunContext(fixtureHost(fixture, environment), hints);
}

const fixtureOf = (ci: string, name: string): ProviderFixture => {
  const found = fixtures.find((one) => one.ci === ci && one.name === name);
  if (!found) throw new Error(`there is no fixture ${ci}/${name}`);
  return found;
};

describe('the origins of facts', () => {
  test('are known for every fact that any CI tells, and are names that it set', async () => {
    for (const fixture of fixtures) {
      const { context, origins } = await explain(fixture);
      expect(context).toStrictEqual(fixture.context);
      const known = Object.entries(contextValues(context)).filter(([, value]) => value !== null);
      // What is left is `generic`, and the first attempt, for those that tell only the later ones.
      const facts = known
        .filter(([fact, value]) => value !== 'generic' && !(fact === 'run.attempt' && value === 1))
        .map(([fact]) => fact);
      const unexplained = facts.filter((fact) => !origins.get(fact as 'sha')?.length);
      expect([fixture.ci, fixture.name, unexplained]).toEqual([fixture.ci, fixture.name, []]);
      const possible = [...Object.keys(fixture.environment), 'git', 'job-id', 'job-status'];
      expect(possible).toEqual(expect.arrayContaining([...new Set([...origins.values()].flat())]));
    }
  });

  test('are the variables themselves', async () => {
    const { origins } = await explain(fixtureOf('gitlab', 'push'));
    expect(origins.get('ci')).toEqual(['GITLAB_CI']);
    expect(origins.get('sha')).toEqual(['CI_COMMIT_SHA']);
    expect(origins.get('createdAt')).toEqual(['CI_JOB_STARTED_AT']);
  });

  test('are all the variables that a fact is put together from', async () => {
    const { origins } = await explain(fixtureOf('bitbucket', 'push'));
    expect(origins.get('run.url')).toEqual(['BITBUCKET_BUILD_NUMBER', 'BITBUCKET_REPO_FULL_NAME']);
  });

  test('are the variable that is asked first when another one says the same', async () => {
    const fixture = fixtureOf('gitlab', 'push');
    const same = { ...fixture.environment, CI_PIPELINE_CREATED_AT: '2026-01-02T03:04:05Z' };
    const { origins } = await explain(fixture, same);
    expect(origins.get('createdAt')).toEqual(['CI_JOB_STARTED_AT']);
  });

  test('are git where the working directory tells', async () => {
    const { origins } = await explain(fixtureOf('generic', 'checkout'));
    expect(origins.get('sha')).toEqual(['git']);
    expect(origins.get('repository.url')).toEqual(['git']);
  });

  test('leave the CI without one when the user names it', async () => {
    const fixture = fixtureOf('gitlab', 'push');
    const hints = { jobId: null, jobStatus: null, ci: 'gitlab' } as const;
    const { origins } = await explainRunContext(fixtureHost(fixture), hints);
    expect(origins.get('ci')).toEqual([]);
  });
});
