import { repositoryUrl, slugOfUrl } from '../../ci/web-url.ts';
import { deploymentOf } from '../../deployment/event-reading.ts';
import type { CiId } from '../../deployment/run-context.ts';
import type { Clock, Git } from '../../host/host.ts';
import { createGitSource } from '../../scm/git.ts';
import { readTime } from '../../scm/read-time.ts';
import type { DeploymentHost, FoundDeployment, HostRepository } from '../deployment-host.ts';
import { repositoryContext } from './repository-context.ts';
import { isWithin } from './time-range.ts';

/** The checkout in the working directory, in which every tag is a deployment: git knows of no others. */
export function createGitHost({
  git,
  clock,
}: {
  readonly git: Git;
  readonly clock: Clock;
}): DeploymentHost {
  return {
    id: 'git',
    async *repositories() {
      const origin = await git(['remote', 'get-url', 'origin']);
      const url = repositoryUrl(origin?.trim() ?? '');
      const slug = url === null ? null : slugOfUrl(url);
      if (url === null || slug === null) {
        yield {
          reason: 'this is no checkout with a remote called origin on a web address',
          repository: null,
          isGone: false,
        };
        return;
      }
      yield {
        ...{ slug, url, name: slug.split('/').at(-1) ?? slug },
        ...{ defaultBranch: null, isArchived: false, isFork: false },
      };
    },
    async *deployments(repository, query) {
      if (query.track !== 'tag') {
        const reason = `a checkout knows tags alone, and not track ${query.track}`;
        return yield { reason, repository: repository.slug, isGone: false };
      }
      const format =
        '%(refname:strip=2)%00%(*objectname)%00%(objectname)%00%(creatordate:iso-strict)';
      const listed = await git(['for-each-ref', `--format=${format}`, 'refs/tags']);
      if (listed === null)
        return yield { reason: 'git cannot list tags', repository: repository.slug, isGone: false };
      for (const line of listed.split('\n')) {
        const [tag = '', peeled = '', object = '', date = ''] = line.split('\0');
        const time = readTime(date);
        if (tag !== '' && isWithin(time, query))
          yield foundTag(repository, { tag, sha: peeled || object, time });
      }
    },
    changes: () => createGitSource({ git, clock, mayDeepen: false }),
  };
}

function foundTag(
  repository: HostRepository,
  { tag, sha, time }: { readonly tag: string; readonly sha: string; readonly time: string | null },
): FoundDeployment {
  return {
    context: repositoryContext(ciOf(repository), repository),
    event: deploymentOf({
      ...{ track: 'tag', identity: `tag-${tag}`, status: 'success', tag, sha },
      ...{ createdAt: time, finishedAt: time },
    }),
  };
}

/** The CI that a pushed tag would have been reported from. */
function ciOf({ url }: HostRepository): CiId {
  const { hostname } = new URL(url);
  if (hostname === 'github.com') return 'github';
  if (hostname === 'gitlab.com') return 'gitlab';
  return hostname === 'dev.azure.com' ? 'azure' : 'generic';
}
