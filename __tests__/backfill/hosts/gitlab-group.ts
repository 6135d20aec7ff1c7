import type { StandIn, StandInAnswer } from '../../scm/hosts/stand-in.ts';
import { linkedPage } from './rate-limited.ts';
import { hourMs, iso } from './times.ts';

/** A project of the stand-in, by its path within the group. */
export interface StandInProject {
  readonly path: string;
  readonly isArchived?: boolean;
  readonly isFork?: boolean;
  readonly deployments: number;
}

const from = Date.parse('2026-01-05T00:00:00Z');

/** GitLab's API for a group with subgroups: its projects, and their deployments, merge requests, pipelines, releases and tags. */
export function gitlabGroup(group: string, projects: readonly StandInProject[]): StandIn {
  const byPath = new Map(projects.map((project) => [`${group}/${project.path}`, project]));

  const projectBody = (project: StandInProject) => ({
    path_with_namespace: `${group}/${project.path}`,
    path: project.path.split('/').at(-1),
    web_url: `https://gitlab.com/${group}/${project.path}`,
    default_branch: 'main',
    archived: project.isArchived ?? false,
    ...(project.isFork ? { forked_from_project: { id: 1 } } : {}),
  });

  /** No two projects have a commit in common. */
  const things = (path: string, count: number): { index: number; at: number; sha: string }[] => {
    const position = projects.findIndex((project) => project.path === path);
    return Array.from({ length: count }, (_, index) => ({
      index,
      at: from + index * hourMs,
      sha: (position * 100_000 + index).toString(16).padStart(40, '0'),
    }));
  };

  const lists: Readonly<Record<string, (path: string, count: number) => object[]>> = {
    deployments: (path, count) =>
      things(path, count).map(({ index, at, sha }) => ({
        ...{ id: index + 1, sha, ref: 'main', status: index % 5 === 4 ? 'failed' : 'success' },
        ...{ created_at: iso(at), updated_at: iso(at + hourMs / 4) },
        environment: { name: 'production' },
        deployable: {
          ...{ id: 5_000 + index, name: 'deploy', ref: 'main', tag: false },
          ...{ started_at: iso(at), finished_at: iso(at + hourMs / 4) },
          pipeline: {
            id: 900 + index,
            iid: index,
            web_url: `https://gitlab.com/${group}/${path}/-/pipelines/1`,
          },
        },
      })),
    merge_requests: (path, count) =>
      things(path, count).map(({ index, at, sha }) => ({
        ...{ iid: index + 1, state: 'merged', target_branch: 'main', merge_commit_sha: sha },
        ...{ merged_at: iso(at), updated_at: iso(at), merge_user: { username: 'jane' } },
        web_url: `https://gitlab.com/${group}/${path}/-/merge_requests/${index + 1}`,
      })),
    pipelines: (path, count) => things(path, count).map((thing) => pipelineBody(thing)),
    releases: (path, count) =>
      things(path, count).map(({ index, at, sha }) => ({
        ...{ tag_name: `v1.${index}.0`, released_at: iso(at), commit: { id: sha } },
        author: { username: 'jane' },
      })),
    'repository/tags': (path, count) =>
      things(path, count).map(({ index, at, sha }) => ({
        ...{ name: `v1.${index}.0`, created_at: null },
        commit: { id: sha, committed_date: iso(at) },
      })),
  };

  const pipelineBody = ({ index, at, sha }: { index: number; at: number; sha: string }) => ({
    ...{
      id: 900 + index,
      sha,
      ref: 'main',
      tag: false,
      status: index % 5 === 4 ? 'failed' : 'success',
    },
    ...{ created_at: iso(at), started_at: iso(at), finished_at: iso(at + hourMs / 4) },
    ...{
      updated_at: iso(at + hourMs / 4),
      web_url: 'https://gitlab.com/p',
      user: { username: 'jane' },
    },
  });

  return async ({ url }) => {
    const path = url.pathname.replace(/^\/api\/v4\//, '');
    if (path === `groups/${encodeURIComponent(group)}/projects`)
      return linkedPage(url, projects.map(projectBody));
    const [, encoded = '', rest = ''] = /^projects\/([^/]+)(?:\/(.*))?$/.exec(path) ?? [];
    const project = byPath.get(decodeURIComponent(encoded));
    if (project === undefined) return undefined;
    if (rest === '') return { status: 200, body: projectBody(project) };
    return answerBelow(url, rest, project);
  };

  function answerBelow(url: URL, rest: string, project: StandInProject): StandInAnswer | undefined {
    const [, id, jobs] = /^pipelines\/(\d+)(\/jobs|\/bridges)?$/.exec(rest) ?? [];
    if (id !== undefined) {
      const thing = things(project.path, project.deployments)[Number(id) - 900];
      if (thing === undefined) return undefined;
      const job = { id: 5_000 + thing.index, name: 'deploy', stage: 'deploy', status: 'success' };
      const listed = jobs === '/jobs' ? [job] : [];
      return { status: 200, body: jobs ? listed : pipelineBody(thing) };
    }
    const list = lists[rest];
    if (list === undefined) return undefined;
    const since = url.searchParams.get('updated_after');
    const newest = list(project.path, project.deployments).reverse();
    return linkedPage(
      url,
      newest.filter(
        (one) => since === null || String((one as { updated_at?: string }).updated_at) >= since,
      ),
    );
  }
}
