import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ciIds } from '../../src/deployment/run-context.ts';

/** Where a CI's users find more than the snippet of its page. */
const templates: Readonly<Record<string, string>> = {
  gitlab: 'gitlab-ci-template.yml',
  azure: 'azure-pipelines-template.yml',
  circleci: 'templates/circleci/orb.yml',
  codefresh: 'templates/codefresh/codefresh.yml',
  jenkins: 'templates/jenkins',
  octopus: 'templates/octopus',
  buildkite: 'templates/buildkite',
};

/** The CI systems that are recognised, each with its page and its template. */
export function ciTable(root: string): string {
  const rows = ciIds
    .filter((id) => id !== 'github')
    .map((id) => `| [${titleOf(root, id)}](docs/ci/${id}.md) | ${templateOf(root, id)} |`);
  return ['| CI | Template |', '| --- | --- |', ...rows].join('\n');
}

/** As its page calls it. */
function titleOf(root: string, id: string): string {
  const page = readFileSync(join(root, `docs/ci/${id}.md`), 'utf8');
  return /^# (.+)$/m.exec(page)?.[1] ?? id;
}

function templateOf(root: string, id: string): string {
  const path = templates[id];
  if (!path) return 'snippet in its page';
  if (!existsSync(join(root, path))) throw new Error(`the template ${path} does not exist`);
  return `[${path}](${path})`;
}
