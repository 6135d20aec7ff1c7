import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ProviderFixture, readFixture } from './provider-fixture.ts';

const whole: Readonly<Record<string, string>> = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://ghes.example.com',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: '17123456789',
  GITHUB_RUN_ATTEMPT: '2',
};
const fixture: ProviderFixture = {
  ci: 'github',
  name: 'addresses',
  environment: whole,
  hints: { jobId: '48123456789', jobStatus: null },
  context: {} as never,
};
const repository = /^https?:\/\/[^/]+\/[^/]+\/[^/]+$/;
const run = /^https?:\/\/[^/]+\/[^/]+\/[^/]+\/actions\/runs\/\d+(?:\/attempts\/\d+)?$/;
const job = /^https?:\/\/[^/]+\/[^/]+\/[^/]+\/actions\/runs\/\d+\/job\/\d+$/;

test('every address is whole or absent, whichever variables are missing or wrong', async () => {
  const value = fc.oneof(
    fc.constant('whole'),
    fc.constant(null),
    fc.constantFrom(
      'acme',
      'acme/',
      '/shop',
      'a/b/c',
      '../shop',
      'acme/..',
      'https://',
      'x',
      '0',
      '-1',
      '1e3',
    ),
    fc.string(),
  );
  const choices = fc.record({
    GITHUB_SERVER_URL: value,
    GITHUB_REPOSITORY: value,
    GITHUB_RUN_ID: value,
    GITHUB_RUN_ATTEMPT: value,
  });
  let complete = 0;
  await fc.assert(
    fc.asyncProperty(choices, async (chosen) => {
      const environment: Record<string, string> = { GITHUB_ACTIONS: 'true' };
      for (const [name, choice] of Object.entries(chosen)) {
        if (choice !== null) environment[name] = choice === 'whole' ? (whole[name] ?? '') : choice;
      }
      const { context } = await readFixture(fixture, environment);
      if (context.repository.url !== null) expect(context.repository.url).toMatch(repository);
      if (context.run.url !== null) expect(context.run.url).toMatch(run);
      if (context.job.url !== null) expect(context.job.url).toMatch(job);
      if (context.job.url !== null) complete += 1;
    }),
    { numRuns: 1000 },
  );
  expect(complete).toBeGreaterThan(0);
});

test.each(Object.keys(whole).filter((name) => !/ACTIONS|ATTEMPT/.test(name)))(
  'there is no run address without %s',
  async (name) => {
    const { [name]: _removed, ...rest } = whole;
    const { context } = await readFixture(fixture, rest);
    expect([context.run.url, context.job.url]).toEqual([null, null]);
  },
);

test('with all of them the addresses lead to the attempt and the job', async () => {
  const { context } = await readFixture(fixture);
  const address = 'https://ghes.example.com/acme/shop/actions/runs/17123456789';
  expect([context.run.url, context.job.url]).toEqual([
    `${address}/attempts/2`,
    `${address}/job/48123456789`,
  ]);
});
