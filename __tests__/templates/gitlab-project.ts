import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../house/project.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface GitlabRun {
  /** Of the whole pipeline: 1 when a job failed that may not fail. */
  readonly exitCode: number | null;
  /** Every line with the name of its job in front. */
  readonly output: string;
}

/** A repository with this `.gitlab-ci.yml`, our templates in it, and gitlab.com as its origin. */
export function gitlabProject(pipeline: string): string {
  const folder = temporaryFolder();
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: gitEnvironment(folder) });
  git('init', '--quiet', '--initial-branch=main');
  cpSync(join(root, 'gitlab-ci-template.yml'), join(folder, 'gitlab-ci-template.yml'));
  mkdirSync(join(folder, 'templates/port-dora'), { recursive: true });
  const component = 'templates/port-dora/template.yml';
  cpSync(join(root, component), join(folder, component));
  writeFileSync(join(folder, '.gitlab-ci.yml'), pipeline);
  writeFileSync(join(folder, '.gitignore'), '.gitlab-ci-local/\n.home/\n');
  git('add', '--all');
  git('commit', '--quiet', '--message=first');
  git('remote', 'add', 'origin', 'https://gitlab.com/acme/shop.git');
  return folder;
}

/** Runs the pipeline as GitLab's shell executor would; `GITLAB_CI` is all that the local runner does not set by itself. */
export async function runGitlab(
  folder: string,
  variables: Readonly<Record<string, string>>,
  { path = process.env.PATH ?? '', unset = [] as readonly string[] } = {},
): Promise<GitlabRun> {
  const given = Object.entries({ GITLAB_CI: 'true', ...variables });
  const args = [
    join(root, 'node_modules/gitlab-ci-local/dist/index.js'),
    ...['--force-shell-executor', '--no-color', '--ignore-predefined-vars'],
    given.map(([name]) => name).join(','),
    ...unset.flatMap((name) => ['--unset-variable', name]),
    ...given.flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
  ];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...gitEnvironment(folder), PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exitCode = await new Promise<number | null>((done) => child.on('close', done));
  return { exitCode, output };
}

/** The settings of whoever runs the tests must not decide. */
const gitEnvironment = (folder: string): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: join(folder, '.home'),
  GIT_AUTHOR_NAME: 'Jane',
  GIT_AUTHOR_EMAIL: 'jane@example.com',
  GIT_COMMITTER_NAME: 'Jane',
  GIT_COMMITTER_EMAIL: 'jane@example.com',
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'user.name',
  GIT_CONFIG_VALUE_0: 'Jane',
  GIT_CONFIG_KEY_1: 'user.email',
  GIT_CONFIG_VALUE_1: 'jane@example.com',
});
