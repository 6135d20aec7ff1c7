import { notADeployment } from '../../deployment/event-reading.ts';
import { releaseEvent } from '../../deployment/host-events.ts';
import type { EventSource, EventTrackReader } from './event-source.ts';

/** `released` also follows when a prerelease becomes a release; it is the same deployment. */
const published = new Set(['published', 'released']);

/** A release that was published, at the moment of its publication. */
export const release: EventTrackReader = {
  events: ['release'],
  on: 'on: { release: { types: [published] } }',
  read: (source) => {
    const { payload, context, url } = source;
    const id = payload.id('release.id');
    if (id === null) return notADeployment('the event names no release');
    const action = payload.text('action') ?? 'without an action';
    const tag = payload.text('release.tag_name');
    const name = tag ?? id;
    if (payload.isTrue('release.draft')) return notADeployment(`release ${name} is a draft`);
    if (!published.has(action)) {
      return notADeployment(`release ${name} was not published by this event (${action})`);
    }
    const facts = {
      ...{ id, tag, isDraft: false },
      isPrerelease: payload.isTrue('release.prerelease'),
      sha: context.sha ?? commitOf(payload.text('release.target_commitish')),
      releasedAt: releasedAt(action, source),
      url: url('release.html_url'),
      actor: payload.text('release.author.login') ?? payload.text('sender.login'),
    };
    return releaseEvent(facts, source.now);
  },
};

/** A prerelease that becomes a release keeps the time at which it was published; it was changed when it became one. */
function releasedAt(action: string, { payload, time }: EventSource): string | null {
  const publishedAt = time('release.published_at');
  if (action !== 'released' || payload.isTrue('release.prerelease')) return publishedAt;
  return time('release.updated_at') ?? publishedAt;
}

/** The target is the branch or the commit from which the tag was made. */
function commitOf(target: string | null): string | null {
  return target !== null && /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(target) ? target : null;
}
