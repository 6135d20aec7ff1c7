import { describe, expect, test } from '@jest/globals';
import { readEventFile } from '../../src/ci/read-event-file.ts';
import type { Files } from '../../src/host/host.ts';
import { type ProviderFixture, readFixture } from './provider-fixture.ts';

const push: Pick<ProviderFixture, 'ci' | 'name' | 'environment' | 'context'> = {
  ci: 'github',
  name: 'inline',
  environment: {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: '/event.json',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: 'HEAD',
  },
  context: {} as never,
};

describe('reading the run context', () => {
  test('hands on the event for the track that may need it', async () => {
    const { event } = await readFixture({ ...push, event: { webhook: 'push' } });
    expect(event.name).toBe('push');
    expect(event.payload?.text('repository.full_name')).toBe('Codertocat/Hello-World');
  });

  test('says in the debug log which fact was left out', async () => {
    const debug: string[] = [];
    await readFixture({ ...push, event: { text: '{}' } }, push.environment, debug);
    expect(debug).toEqual([expect.stringMatching(/^github: the commit .* left out$/)]);
  });

  test.each([
    ['is missing', {}, /does not exist/],
    ['is empty', { event: { text: ' \n' } }, /is empty/],
    ['is no JSON', { event: { text: '{"ref":' } }, /not valid JSON/],
    ['is no object', { event: { text: '[1]' } }, /no JSON object/],
  ])('goes on when the event file %s, and says so in the debug log', async (_case, event, line) => {
    const debug: string[] = [];
    const environment = { ...push.environment, GITHUB_SHA: '' };
    const reading = await readFixture({ ...push, ...event }, environment, debug);
    expect(reading.context.branch).toBe('main');
    expect(reading.event).toEqual({ name: 'push', payload: null });
    expect(debug).toEqual([expect.stringMatching(line)]);
  });

  test('goes on when no event file is named', async () => {
    const debug: string[] = [];
    const reading = await readFixture(push, { GITHUB_ACTIONS: 'true' }, debug);
    expect(reading.event).toEqual({ name: null, payload: null });
    expect(debug).toEqual(['github: no event file is named']);
  });

  test('lists the variables that the recognised CI was asked for, not those of the others', async () => {
    const { asked } = await readFixture(push);
    expect(asked).toContainEqual({ name: 'GITHUB_SHA', found: true });
    expect(asked).toContainEqual({ name: 'GITHUB_RUN_ID', found: false });
    expect(asked.filter(({ name }) => !name.startsWith('GITHUB_'))).toEqual([]);
  });

  test('asks git only for a CI that may not tell the commit', async () => {
    const git = { 'rev-parse --verify HEAD': `${'b'.repeat(40)}\n` };
    expect((await readFixture({ ...push, git })).context.sha).toBeNull();
    expect((await readFixture({ ...push, git }, {})).context.sha).toBe('b'.repeat(40));
  });
});

describe('the event file', () => {
  const files = (read: () => Promise<string | null>) => ({ read }) as unknown as Files;

  test('that cannot be read is a reason, not an error', async () => {
    const reading = await readEventFile(
      files(() => Promise.reject(new Error('EACCES'))),
      '/event.json',
    );
    expect(reading).toEqual({ payload: null, reason: 'the event file cannot be read' });
  });

  test('that is larger than any webhook is not parsed', async () => {
    const text = `{"a":"${'x'.repeat(25 * 1024 * 1024)}"}`;
    const reading = await readEventFile(
      files(async () => text),
      '/event.json',
    );
    expect(reading).toEqual({ payload: null, reason: 'the event file is larger than any event' });
  });

  test('may start with a byte order mark', async () => {
    const reading = await readEventFile(
      files(async () => '\uFEFF{"ref":"x"}'),
      '/event.json',
    );
    expect(reading.payload?.text('ref')).toBe('x');
  });
});
