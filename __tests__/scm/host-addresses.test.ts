import { describe, expect, test } from '@jest/globals';
import { nodeClock } from '../../src/host/node-clock.ts';
import { createAzureReposSource } from '../../src/scm/azure-repos.ts';
import type { ChangeReading, ChangeSource } from '../../src/scm/change-source.ts';
import type { FetchLike } from '../../src/scm/fetch-like.ts';
import { createGithubSource } from '../../src/scm/github.ts';
import { createGitlabSource } from '../../src/scm/gitlab.ts';
import { limits } from './hosts/sources.ts';

const base = 'b'.repeat(40);
const head = 'a'.repeat(40);
const clock = nodeClock;

interface Asked {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The first request of a source, and what it makes of a refusal. */
async function firstRequest(
  make: (fetch: FetchLike) => ChangeSource,
): Promise<Asked & { readonly reading: ChangeReading }> {
  const asked: Asked[] = [];
  const fetch: FetchLike = async (url, { method, headers }) => {
    asked.push({ url, method, headers });
    return { status: 401, headers: {}, text: async () => '{}' };
  };
  const reading = await make(fetch).changes({ head, exclude: [base], paths: null }, limits());
  return { ...(asked[0] as Asked), reading };
}

describe('GitHub', () => {
  const at = (apiUrl: string, graphqlUrl: string, token: string | null) => (fetch: FetchLike) =>
    createGithubSource({ fetch, clock, token, apiUrl, graphqlUrl, slug: 'acme/shop' });

  test('is asked at its own address, with the token as a bearer', async () => {
    const request = await firstRequest(
      at('https://api.github.com', 'https://api.github.com/graphql', 'secret-token'),
    );
    expect(request.url).toBe(
      `https://api.github.com/repos/acme/shop/compare/${base}...${head}?per_page=100&page=1`,
    );
    expect(request.headers.authorization).toBe('Bearer secret-token');
    expect(JSON.stringify(request.reading)).not.toContain('secret-token');
  });

  test('Enterprise Server is asked below its path, without a token if there is none', async () => {
    const server = 'https://git.acme.example/api';
    const request = await firstRequest(at(`${server}/v3/`, `${server}/graphql`, null));
    expect(request.url).toMatch(
      /^https:\/\/git\.acme\.example\/api\/v3\/repos\/acme\/shop\/compare\//,
    );
    expect(request.headers).not.toHaveProperty('authorization');
  });
});

test('GitLab is asked for the project by its whole path, below the path of the server', async () => {
  const request = await firstRequest((fetch) =>
    createGitlabSource({
      fetch,
      clock,
      token: 'secret-token',
      apiUrl: 'https://acme.example/gitlab/api/v4',
      graphqlUrl: 'https://acme.example/gitlab/api/graphql',
      path: 'group/sub group/shop',
    }),
  );
  expect(request.url).toBe(
    `https://acme.example/gitlab/api/v4/projects/group%2Fsub%20group%2Fshop/repository/commits?ref_name=${base}..${head}&per_page=100&page=1`,
  );
  expect(request.headers.authorization).toBe('Bearer secret-token');
});

describe('Azure Repos', () => {
  const at =
    (collectionUrl: string, kind: 'bearer' | 'personal', project = 'Web Shop') =>
    (fetch: FetchLike) =>
      createAzureReposSource({
        fetch,
        clock,
        token: { value: 'secret-token', kind },
        collectionUrl,
        project,
        repository: 'shop & co',
        webUrl: `${collectionUrl}Web%20Shop/_git/shop`,
      });

  test('in the cloud is asked in version 7.1, with the job’s token as a bearer', async () => {
    const request = await firstRequest(at('https://dev.azure.com/acme/', 'bearer'));
    expect(request.url).toBe(
      'https://dev.azure.com/acme/Web%20Shop/_apis/git/repositories/shop%20%26%20co/commitsbatch?$top=1000&$skip=0&api-version=7.1',
    );
    expect(request.method).toBe('POST');
    expect(request.headers.authorization).toBe('Bearer secret-token');
  });

  test('on a server is asked in a version that servers know, with a personal token as a password', async () => {
    const request = await firstRequest(at('https://tfs.acme.example/tfs/Main', 'personal'));
    expect(request.url).toMatch(
      /^https:\/\/tfs\.acme\.example\/tfs\/Main\/Web%20Shop\/_apis\/.*api-version=6\.0$/,
    );
    expect(request.headers.authorization).toBe(`Basic ${btoa(':secret-token')}`);
    expect(JSON.stringify(request.reading)).not.toMatch(/secret-token|OnNlY3Jld/);
  });
});
