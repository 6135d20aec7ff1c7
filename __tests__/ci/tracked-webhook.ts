import { readTrackedEvent } from '../../src/ci/read-tracked-event.ts';
import { matchesName } from '../../src/deployment/glob.ts';
import type { EventReading, EventTrack } from '../../src/deployment/tracked-event.ts';
import { readFixture, type WebhookEdit } from './provider-fixture.ts';

export const now = '2026-01-02T04:00:00Z';

/** The commit of the run, as `GITHUB_SHA` has it. */
export const runSha = '6113728f27ae82c7b1a177c8d03f9e96e0adf246';

/** What a tracked event holds when the webhook does not tell it. */
export const nothing = {
  attempt: null,
  branch: null,
  tag: null,
  environment: null,
  prerelease: false,
  pullRequest: null,
};

/** What a job of GitHub Actions that this webhook started reads for the track. */
export async function readWebhook(
  track: EventTrack,
  name: string,
  event?: WebhookEdit,
  variables: Readonly<Record<string, string>> = {},
  workflows: readonly string[] = [],
): Promise<EventReading> {
  const environment = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: '/event.json',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'Codertocat/Hello-World',
    GITHUB_SHA: runSha,
    ...variables,
  };
  const fixture = { ci: 'github', name, environment, context: {} as never, now };
  const run = await readFixture(event === undefined ? fixture : { ...fixture, event });
  const filter = workflows.length === 0 ? null : { patterns: workflows, matchesName };
  return readTrackedEvent(track, run, Date.parse(now), filter);
}

/** The same webhook with further edits. */
export function withSet(edit: WebhookEdit, set: Readonly<Record<string, unknown>>): WebhookEdit {
  return { ...edit, set: { ...edit.set, ...set } };
}
