import { expect } from '@jest/globals';
import { ciIds, type RunContext } from '../../src/deployment/run-context.ts';

const shape = {
  ci: '',
  repository: { slug: '', name: '', url: '', defaultBranch: '' },
  branch: '',
  tag: '',
  sha: '',
  pullRequest: { number: 0, targetBranch: '' },
  run: { id: '', number: '', attempt: 0, url: '' },
  job: { id: '', name: '', url: '' },
  actor: '',
  environment: '',
  status: '',
  createdAt: '',
};

function expectShape(value: unknown, wanted: unknown, path: string): void {
  if (value === undefined) throw new Error(`${path} is undefined`);
  if (value === null) return;
  if (typeof value !== typeof wanted) throw new Error(`${path} is a ${typeof value}`);
  if (value === '') throw new Error(`${path} is empty`);
  if (typeof value !== 'object' || typeof wanted !== 'object') return;
  const keys = Object.keys(wanted as object).sort();
  expect(Object.keys(value).sort()).toEqual(keys);
  for (const key of keys) {
    expectShape((value as never)[key], (wanted as never)[key], `${path}.${key}`);
  }
}

function expectWholeAddress(address: string | null): void {
  if (address === null) return;
  const url = new URL(address);
  expect(['http:', 'https:']).toContain(url.protocol);
  expect([url.username, url.password]).toEqual(['', '']);
  expect(url.pathname).not.toMatch(/\/\/|\/(?:undefined|null|NaN)(?:\/|$)/);
}

/** What holds for every run context, whatever the variables were. */
export function expectWholesome(context: RunContext): void {
  expectShape(context, shape, 'context');
  expect(ciIds).toContain(context.ci);
  expect(JSON.stringify(context)).not.toMatch(/undefined|NaN|\[object/);
  for (const address of [context.repository.url, context.run.url, context.job.url]) {
    expectWholeAddress(address);
  }
  expect(context.tag === null || context.branch === null).toBe(true);
  expect(context.sha ?? '0000000').toMatch(/^[0-9a-f]{7,64}$/);
  expect(context.repository.slug?.split('/') ?? ['slug']).not.toContain('');
  const { attempt } = context.run;
  expect(attempt === null || (Number.isSafeInteger(attempt) && attempt > 0)).toBe(true);
  expect(context.createdAt ?? '2026-01-01T00:00:00.000Z').toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
}
