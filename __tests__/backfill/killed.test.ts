import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Account } from '../account/start-account.ts';
import { killedAt } from './killed-at.ts';
import { createStory, forgetRuns, leftIn } from './story.ts';

jest.setTimeout(120_000);

const story = createStory({ github: 5, gitlab: 3 });

let account: Account;
let undisturbed: Awaited<ReturnType<typeof leftIn>>;
beforeAll(async () => {
  account = await story.openAccount();
  await story.run(account);
  undisturbed = await leftIn(account);
  await forgetRuns(account);
});
afterEach(() => forgetRuns(account));
afterAll(() => account.close());

describe('a run that is killed and started again leaves the same as one that is not', () => {
  test.each([
    ['at each request', 'before', undefined],
    ['behind each request to Port', 'after', 'port'],
  ] as const)('%s in turn', async (_, when, only) => {
    expect(undisturbed).toMatchObject({
      places: { length: story.repositories },
      entities: { length: story.deployments },
    });
    for (let request = 1; ; request += 1) {
      const killed = killedAt(request, when, only);
      await story.run(account, killed).catch(() => undefined);
      if (!killed.isDead()) {
        expect(request).toBeGreaterThan(only === undefined ? 50 : 30);
        return;
      }
      await story.run(account);
      expect(await leftIn(account)).toEqual(undisturbed);
      await forgetRuns(account);
    }
  });

  test.each([0, 1, 2, 3, 4, 5])('behind %i repositories, by an interrupt', async (after) => {
    const controller = new AbortController();
    const stop = (done: number): void => {
      if (done >= after) controller.abort();
    };
    if (after === 0) controller.abort();
    const { signal } = controller;
    const [first] = await story.run(account, { signal, onRepository: stop });
    if (after < 2) expect(first?.ended).toBe('stopped');
    await story.run(account);
    expect(await leftIn(account)).toEqual(undisturbed);
  });
});
