import { deploymentOf, type EventTrackReader, notADeployment } from './event-source.ts';

/** `released` also follows when a prerelease becomes a release; it is the same deployment. */
const published = new Set(['published', 'released']);

/** A release that was published, at the moment of its publication. */
export const release: EventTrackReader = {
  events: ['release'],
  on: 'on: { release: { types: [published] } }',
  read: ({ payload, context, time, url }) => {
    const id = payload.id('release.id');
    if (id === null) return notADeployment('the event names no release');
    const action = payload.text('action') ?? 'without an action';
    const name = payload.text('release.tag_name') ?? id;
    if (payload.isTrue('release.draft')) return notADeployment(`release ${name} is a draft`);
    if (!published.has(action)) {
      return notADeployment(`release ${name} was not published by this event (${action})`);
    }
    const publishedAt = time('release.published_at');
    return deploymentOf({
      track: 'release',
      identity: `release-${id}`,
      status: 'success',
      sha: context.sha ?? commitOf(payload.text('release.target_commitish')),
      tag: payload.text('release.tag_name'),
      prerelease: payload.isTrue('release.prerelease'),
      createdAt: publishedAt,
      finishedAt: publishedAt,
      url: url('release.html_url'),
      actor: payload.text('release.author.login') ?? payload.text('sender.login'),
    });
  },
};

/** The target is the branch or the commit from which the tag was made. */
function commitOf(target: string | null): string | null {
  return target !== null && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(target) ? target : null;
}
