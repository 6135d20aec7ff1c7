import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { baseUrl, repositoryUrl, slugOfUrl, webUrl } from '../../src/ci/web-url.ts';

describe('a web address', () => {
  test.each([
    ['https://ci.example.com/run/1', 'https://ci.example.com/run/1'],
    ['  https://ci.example.com/run/1\n', 'https://ci.example.com/run/1'],
    ['https://u:hunter2@ci.example.com/a?b=c#d', 'https://ci.example.com/a?b=c#d'],
    ['https://hunter2@ci.example.com/', 'https://ci.example.com'],
    ['http://ci.example.com:8080/job/x/', 'http://ci.example.com:8080/job/x/'],
    [
      'https://bitbucket.org/a/b/addon/pipelines/home#!/results/7',
      'https://bitbucket.org/a/b/addon/pipelines/home#!/results/7',
    ],
    [
      'https://dev.azure.com/o/my project/_build/results?buildId=1',
      'https://dev.azure.com/o/my%20project/_build/results?buildId=1',
    ],
    ['https://x.example/a?access_token=hunter2&buildId=1', 'https://x.example/a?buildId=1'],
    ['https://x.example/a?private_token=hunter2', 'https://x.example/a'],
    ['https://x.example/a?tokens=3&monkey=1', 'https://x.example/a?tokens=3&monkey=1'],
  ])('%s → %s', (text, expected) => {
    expect(webUrl(text)).toBe(expected);
  });

  test.each([
    '',
    'ci.example.com',
    'https://',
    'https:///',
    'https://user:hunter2@',
    'https:example.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ftp://example.com/x',
    'https://exa mple.com/',
    'https://example.com:99999/',
    'https://$(System.Host)/x',
    'https://example.com/${{CF_BUILD_ID}}',
    'https://example.com/#{Octopus.Deployment.Id}',
    'https://example.com/{{workflow.name}}',
    'https://example.com/<+pipeline.executionId>',
  ])('is none: %j', (text) => {
    expect(webUrl(text)).toBeNull();
  });

  test('never holds credentials', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.stringMatching(/^[\w%.~-]{1,20}$/),
        (url, user) => {
          const found = webUrl(url.replace('://', `://${user}:hunter2@`));
          expect(found ?? '').not.toContain('hunter2');
        },
      ),
    );
  });
});

describe('the address of a repository', () => {
  test.each([
    ['https://github.com/acme/shop', 'https://github.com/acme/shop'],
    ['https://github.com/acme/shop.git', 'https://github.com/acme/shop'],
    ['https://github.com/acme/shop.git/', 'https://github.com/acme/shop'],
    ['https://gitlab-ci-token:hunter2@gitlab.com/a/b/c.git', 'https://gitlab.com/a/b/c'],
    ['https://github.com/acme/shop?token=hunter2#x', 'https://github.com/acme/shop'],
    ['http://bitbucket.org/acme/shop', 'http://bitbucket.org/acme/shop'],
    ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['git@github.com:/acme/shop.git', 'https://github.com/acme/shop'],
    ['github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['org-123@github.com:acme/shop', 'https://github.com/acme/shop'],
    ['ssh://git@git.example.com:7999/acme/shop.git', 'https://git.example.com/acme/shop'],
    ['ssh://git.example.com/acme/shop.git', 'https://git.example.com/acme/shop'],
    ['ssh://user:hunter2@git.example.com/acme/shop.git', 'https://git.example.com/acme/shop'],
    ['git+ssh://git@git.example.com/acme/shop.git', 'https://git.example.com/acme/shop'],
    ['git://git.example.com/acme/shop.git', 'https://git.example.com/acme/shop'],
    ['https://git.example.com//acme//shop.git.git/', 'https://git.example.com/acme/shop'],
    ['https://git.example.com/acme/shop/.git', 'https://git.example.com/acme/shop'],
    ['git.example.com:\\acme\\shop', 'https://git.example.com/acme/shop'],
    ['git@ssh.dev.azure.com:v3/org/project/repo', 'https://dev.azure.com/org/project/_git/repo'],
    [
      'https://org@dev.azure.com/org/project/_git/repo',
      'https://dev.azure.com/org/project/_git/repo',
    ],
    ['https://git.example.com/my.github.io.git', 'https://git.example.com/my.github.io'],
  ])('%s → %s', (text, expected) => {
    expect(repositoryUrl(text)).toBe(expected);
  });

  test.each([
    '',
    '/srv/git/shop.git',
    './shop',
    'C:\\git\\shop',
    'C:/git/shop',
    'file:///srv/git/shop.git',
    's3://bucket/key.zip',
    'https://github.com',
    'https://github.com/',
    'https://github.com/.git',
    'git@github.com:',
    'ssh://git@/acme',
    'ssh://git@github.com',
    'git@:acme/shop',
    '$(Build.Repository.Uri)',
    'git@github.com:${{CF_REPO_OWNER}}/shop.git',
  ])('is none: %j', (text) => {
    expect(repositoryUrl(text)).toBeNull();
  });

  test('is the same when it is cleaned twice', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), (text) => {
        const once = repositoryUrl(text);
        if (once !== null) expect(repositoryUrl(once)).toBe(once);
      }),
    );
  });
});

describe('the slug of a repository', () => {
  test.each([
    ['https://github.com/acme/shop', 'acme/shop'],
    ['https://gitlab.com/a/b/c', 'a/b/c'],
    ['https://dev.azure.com/org/my%20project/_git/repo', 'org/my project/repo'],
    ['https://git.example.com/%E0%A4%A', '%E0%A4%A'],
    ['https://github.com', null],
    ['not an address', null],
  ])('%s → %s', (text, expected) => {
    expect(slugOfUrl(text)).toBe(expected);
  });
});

test('a base address has nothing behind its path', () => {
  expect(baseUrl('https://u:hunter2@ci.example.com/x//?a=b#c')).toBe('https://ci.example.com/x');
  expect(baseUrl('https://github.com/')).toBe('https://github.com');
  expect(baseUrl('github.com')).toBeNull();
});
