import { describe, expect, test } from '@jest/globals';
import { deriveRecords } from '../../src/deployment/derive-record.ts';
import { derive, facts, recordOf, release, tools } from './derivation-facts.ts';

describe('the record of an event', () => {
  test('holds what the event tells, not what the job that reports it does', () => {
    expect(recordOf({ event: {} })).toMatchObject({
      identifier: 'acme/shop/release-5/shop/Production',
      title: 'shop v1.42.0 to Production',
      environment: 'Production',
      environmentSource: 'tag',
      status: 'Success',
      createdAt: release.createdAt,
      finishedAt: release.finishedAt,
      sha: release.sha,
      ref: 'v1.42.0',
      version: 'v1.42.0',
      runUrl: release.url,
      actor: 'joe',
      repository: 'https://github.com/acme/shop',
    });
  });

  test('has the outcome of the event, whatever became of the job', () => {
    expect(
      recordOf({ event: { status: 'timed_out' }, context: { status: 'success' } }).status,
    ).toBe('Failed');
    expect(recordOf({ event: { status: 'success' }, context: { status: 'failure' } }).status).toBe(
      'Success',
    );
  });

  test('of a workflow run counts its attempts', () => {
    const event = {
      track: 'workflow-run',
      identity: 'workflow-run-9',
      tag: null,
      branch: 'main',
    } as const;
    expect(recordOf({ event: { ...event, attempt: 3 } }).identifier).toBe(
      'acme/shop/workflow-run-9/3/shop/Production',
    );
  });

  test('does not take the environment from the branch of the job', () => {
    const event = {
      track: 'workflow-run',
      identity: 'workflow-run-9',
      tag: null,
      branch: 'feature',
    } as const;
    expect(derive({ event, context: { branch: 'main' } })).toMatchObject({
      notReported: { code: 'CI_ENVIRONMENT_UNKNOWN' },
    });
    expect(
      derive({ event: { ...event, branch: null }, context: { branch: 'main', tag: 'v1.0.0' } }),
    ).toMatchObject({
      notReported: { code: 'CI_ENVIRONMENT_UNKNOWN' },
    });
  });

  test('of a merged pull request is that of its base branch', () => {
    const event = {
      track: 'pull-request',
      identity: 'pull-request-12',
      tag: null,
      branch: 'main',
      pullRequest: { number: 12, url: null },
    } as const;
    expect(
      recordOf({
        event,
        context: { branch: 'feature', pullRequest: { number: 12, targetBranch: 'main' } },
      }),
    ).toMatchObject({
      identifier: 'acme/shop/pull-request-12/shop/Production',
      environmentSource: 'branch',
      ref: 'main',
    });
  });

  test('has the name of the environment that the event tells', () => {
    const event = {
      track: 'deployment-status',
      identity: 'deployment-9',
      environment: 'staging-eu',
    } as const;
    expect(recordOf({ event, context: { environment: 'production' } })).toMatchObject({
      identifier: 'acme/shop/deployment-9/shop/staging-eu',
      environment: 'Staging',
      environmentSource: 'event',
    });
  });

  test('of a prerelease is not reported, unless its environment is named', () => {
    expect(derive({ event: { prerelease: true } })).toMatchObject({
      notReported: {
        code: 'CI_ENVIRONMENT_UNKNOWN',
        reason: expect.stringContaining('marked as a prerelease'),
      },
    });
    expect(
      recordOf({ event: { prerelease: true }, settings: { environment: 'staging' } }).environment,
    ).toBe('Staging');
  });

  test('without times begins with the job that reports it', () => {
    const record = recordOf({ event: { createdAt: null, finishedAt: null } });
    expect(record).toMatchObject({
      createdAt: facts.startedAt,
      finishedAt: '2026-01-02T03:09:05.000Z',
    });
  });
});

describe('an event that is no deployment', () => {
  test('is nothing to report, with its own reason', () => {
    const event = {
      kind: 'not-a-deployment',
      reason: 'pull request 12 was closed without merging',
    } as const;
    expect(deriveRecords({ ...facts, event }, tools)).toEqual({
      notReported: { code: null, reason: event.reason, hint: null, level: 'notice' },
    });
  });

  test('of the wrong kind is an error with what to change', () => {
    const event = {
      kind: 'wrong-event',
      reason: 'this run was started by push',
      hint: 'start it by release',
    } as const;
    expect(deriveRecords({ ...facts, event }, tools)).toEqual({
      notReported: { code: 'CI_EVENT', reason: event.reason, hint: event.hint, level: 'error' },
    });
  });
});
