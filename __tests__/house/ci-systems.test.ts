import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { allProviders } from '../../src/ci/all-providers.ts';
import { ciMarks } from '../../src/ci/detect-ci.ts';
import { ciIds } from '../../src/deployment/run-context.ts';
import { codeBlocks } from '../../tools/rules/markdown.ts';
import { projectFiles } from '../../tools/rules/project-files.ts';
import { allFixtures, type ProviderFixture } from '../ci/provider-fixture.ts';
import { shellJobs } from '../templates/snippets/shell-jobs.ts';
import { yamlJobs } from '../templates/snippets/yaml-jobs.ts';
import { root } from './project.ts';

/** What stands in the project for its CI systems. */
interface CiProject {
  readonly ids: readonly string[];
  readonly files: readonly string[];
  /** Ids under which a provider is found, and ids that can be recognised. */
  readonly registered: Readonly<Record<string, { readonly id: string }>>;
  readonly recognised: readonly string[];
  readonly fixtures: readonly Pick<ProviderFixture, 'ci' | 'name' | 'context'>[];
  /** CI systems whose page has a snippet that reports, and that is run by a test. */
  readonly snippets: readonly string[];
}

/** The files that a user of the CI takes; the others have a snippet in their page. */
const templates: Readonly<Record<string, readonly string[]>> = {
  github: ['action.yml'],
  gitlab: ['gitlab-ci-template.yml', 'templates/port-dora/template.yml'],
  azure: ['azure-pipelines-template.yml'],
  circleci: ['templates/circleci/orb.yml'],
  codefresh: ['templates/codefresh/codefresh.yml', 'templates/codefresh/pipeline-hooks.yml'],
  jenkins: ['templates/jenkins/vars/reportDeployment.groovy'],
  octopus: ['templates/octopus/report-deployment.json'],
};

type Fixture = CiProject['fixtures'][number];

/** What every CI has a fixture of; the outcome is not told by each of them. */
const kinds: Readonly<Record<string, (fixture: Fixture) => boolean>> = {
  'a push': ({ context: { branch, tag, pullRequest } }) => branch !== null && !tag && !pullRequest,
  'a tag': ({ context: { tag } }) => tag !== null,
  'a pull request': ({ context: { pullRequest } }) => pullRequest !== null,
  'a failure': ({ name, context: { status } }) =>
    status === 'failure' || (status === 'unknown' && name.startsWith('failure')),
  'a missing fact': ({ context: { repository, sha, run } }) =>
    [repository.slug, sha, run.id].includes(null),
};

/** A checkout knows no pull request, and options cannot tell one. */
const never: Readonly<Record<string, readonly string[]>> = { generic: ['a pull request'] };

/** What a CI lacks, in one line each. */
function ciProblems(project: CiProject): string[] {
  return project.ids.flatMap((id) => {
    const own = project.fixtures.filter(({ ci }) => ci === id);
    const wanted = [
      `src/ci/providers/${id}.ts`,
      `docs/ci/${id}.md`,
      ...(templates[id] ?? []),
    ].filter((file) => !project.files.includes(file));
    const lacking = Object.entries(kinds)
      .filter(([kind, isOne]) => !never[id]?.includes(kind) && !own.some(isOne))
      .map(([kind]) => `a fixture of ${kind}`);
    return [
      ...wanted,
      ...lacking,
      ...(project.registered[id]?.id === id ? [] : ['its provider in src/ci/all-providers.ts']),
      ...(project.recognised.includes(id) ? [] : ['its marks in src/ci/detect-ci.ts']),
      ...(templates[id] || project.snippets.includes(id) ? [] : ['a template or a tested snippet']),
    ].map((what) => `${id} lacks ${what}`);
  });
}

const reports = (id: string): boolean => {
  const page = join(root, 'docs/ci', `${id}.md`);
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
  return codeBlocks(text).some((block) => /port-dora-action@\d|dist\/index\.js/.test(block.text));
};
/** The script for any other CI is run by ci-snippets.test.ts, the rest by templates/snippets.test.ts. */
const tested = ['generic', ...[...yamlJobs, ...shellJobs].map(({ page }) => page)];

const project: CiProject = {
  ids: ciIds,
  files: projectFiles(root),
  registered: allProviders,
  recognised: Object.keys(ciMarks),
  fixtures: allFixtures(),
  snippets: tested.filter(reports),
};

describe('every CI', () => {
  test('has provider, marks, fixtures, page, and template or snippet', () => {
    expect(ciProblems(project)).toEqual([]);
  });

  test('has a page and fixtures under its id, and nothing has them that is none', () => {
    const ids: readonly string[] = ciIds;
    const others = project.files.flatMap((file) => {
      const id = /^(?:docs\/ci|src\/ci\/providers)\/([\w-]+)\.\w+$/.exec(file)?.[1];
      const ofFixture = /^__tests__\/ci\/fixtures\/([\w-]+)\//.exec(file)?.[1];
      const found = id ?? ofFixture;
      return found === undefined || ids.includes(found) ? [] : [file];
    });
    expect(others).toEqual([]);
  });
});

describe('what a CI lacks is found:', () => {
  const without = (pattern: string) => project.files.filter((file) => !file.includes(pattern));
  const { gitlab: _, ...withoutGitlab } = allProviders;
  const noFixture = (kind: string): CiProject => ({
    ...project,
    fixtures: project.fixtures.filter((one) => one.ci !== 'drone' || !kinds[kind]?.(one)),
  });
  const cases: readonly (readonly [string, CiProject, string])[] = [
    ['a provider', { ...project, files: without('providers/drone') }, 'src/ci/providers/drone.ts'],
    ['a page', { ...project, files: without('docs/ci/drone') }, 'docs/ci/drone.md'],
    ['a template', { ...project, files: without('orb.yml') }, 'templates/circleci/orb.yml'],
    [
      'a snippet',
      { ...project, snippets: tested.filter((id) => id !== 'drone') },
      'tested snippet',
    ],
    ['registration', { ...project, registered: withoutGitlab }, 'gitlab lacks its provider'],
    [
      'registration under its own id',
      { ...project, registered: { ...allProviders, drone: allProviders.harness } },
      'drone lacks its provider',
    ],
    ['marks', { ...project, recognised: ['github'] }, 'drone lacks its marks'],
    ['everything', { ...project, ids: [...ciIds, 'new'] }, 'new lacks a fixture of a tag'],
    ...Object.keys(kinds).map(
      (kind) => [kind, noFixture(kind), `drone lacks a fixture of ${kind}`] as const,
    ),
  ];

  test.each(cases)('%s', (_what, changed, problem) => {
    expect(ciProblems(changed).join('\n')).toContain(problem);
  });
});
