import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sha = '6113728f27ae82c7b1a177c8d03f9e96e0adf246';

/** The variables of a `run:` step in a deploy job of GitHub, after a push to the default branch; the event is put into the folder. */
export function deployJob(folder: string): Record<string, string> {
  const event = join(folder, 'event.json');
  const repository = { full_name: 'acme/shop', default_branch: 'main' };
  writeFileSync(event, JSON.stringify({ ref: 'refs/heads/main', after: sha, repository }));
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'jane',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_JOB: 'deploy',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1234567890',
    GITHUB_RUN_NUMBER: '42',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    PORT_DORA_ENVIRONMENT: 'production',
    PORT_DORA_LEAD_TIME: 'off',
    PORT_DORA_STATUS: 'success',
  };
}
