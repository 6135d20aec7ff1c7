import { describe, expect, test } from '@jest/globals';
import { gitlabPipelineEnd } from '../../src/scm/gitlab-pipeline-end.ts';

let id = 0;
/** A job in the shape of the Jobs API. */
const job = (name: string, status: string, more: object = {}) => ({
  ...{ id: ++id, name, stage: 'deploy', status, allow_failure: false },
  ...{ started_at: '2026-01-02T03:00:00.000Z', finished_at: '2026-01-02T03:05:00.000Z' },
  ...more,
});

const asking = { id: '999', stage: '.post' };
const self = { id: 999, name: 'report', stage: '.post', status: 'running', allow_failure: true };
const statusOf = (...jobs: readonly unknown[]) => gitlabPipelineEnd([...jobs, self], asking).status;

describe('a pipeline', () => {
  test.each([
    ['success', [job('a', 'success'), job('b', 'success')]],
    ['failed', [job('a', 'success'), job('b', 'failed')]],
    ['canceled', [job('a', 'success'), job('b', 'canceled')]],
    ['failed', [job('a', 'canceled'), job('b', 'failed')]],
    ['running', [job('a', 'success'), job('b', 'pending')]],
    ['running', [job('a', 'failed'), job('b', 'canceling')]],
    ['skipped', [job('a', 'skipped'), job('b', 'manual')]],
    ['skipped', []],
  ] as const)('ends as %s by its jobs', (status, jobs) => {
    expect(statusOf(...jobs)).toBe(status);
  });

  test('does not fail by a job that may, nor by one that nobody played', () => {
    expect(statusOf(job('a', 'success'), job('b', 'failed', { allow_failure: true }))).toBe(
      'success',
    );
    expect(statusOf(job('a', 'success'), job('b', 'manual'), job('c', 'skipped'))).toBe('success');
  });

  test('ends as the last try of each job, and counts the tries', () => {
    const tried = [job('deploy', 'failed'), job('deploy', 'success')];
    expect(gitlabPipelineEnd([...tried].reverse(), asking)).toMatchObject({
      status: 'success',
      attempt: 2,
    });
    expect(gitlabPipelineEnd([job('a', 'success')], asking).attempt).toBe(1);
  });

  test('fails by the pipeline that a trigger job waits for', () => {
    const bridge = job('child', 'failed', { downstream_pipeline: { id: 5, status: 'failed' } });
    expect(statusOf(job('a', 'success'), bridge)).toBe('failed');
  });

  test('does not wait for the jobs that run beside the one that asks', () => {
    const beside = job('notify', 'running', { stage: '.post' });
    expect(statusOf(job('a', 'success'), beside)).toBe('success');
  });

  test('counts what has ended in the same stage, unless that stage is the last one', () => {
    const jobs = [job('deploy', 'failed', { stage: 'deploy' }), job('other', 'running')];
    expect(gitlabPipelineEnd(jobs, { id: '1000', stage: 'deploy' }).status).toBe('failed');
    expect(statusOf(job('a', 'success'), job('b', 'failed', { stage: '.post' }))).toBe('success');
  });

  test('begins with its first job and ends with its last', () => {
    const late = job('b', 'success', {
      started_at: '2026-01-02T05:00:00+01:00',
      finished_at: '2026-01-02T05:30:00+01:00',
    });
    expect(gitlabPipelineEnd([late, job('a', 'success')], asking)).toMatchObject({
      startedAt: '2026-01-02T03:00:00.000Z',
      finishedAt: '2026-01-02T04:30:00.000Z',
    });
  });

  test('of jobs in any shape ends without an error', () => {
    const shapes = [null, 7, 'job', {}, { id: 'x', status: 5 }, { name: null, started_at: 'soon' }];
    expect(gitlabPipelineEnd(shapes, asking)).toMatchObject({ startedAt: null, finishedAt: null });
  });
});
