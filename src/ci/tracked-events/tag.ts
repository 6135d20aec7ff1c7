import { deploymentOf, notADeployment } from '../../deployment/event-reading.ts';
import type { EventReading } from '../../deployment/tracked-event.ts';
import type { EventSource, EventTrackReader } from './event-source.ts';

/** A tag that was pushed or created; its moment is that of the run, since a tag has no time of its own. */
export const tag: EventTrackReader = {
  events: ['push', 'create'],
  on: "on: { push: { tags: ['v*'] } }",
  read: (source) => {
    const { payload } = source;
    const name =
      payload.text('ref_type') === null ? pushedTag(payload.text('ref')) : createdTag(source);
    if (name === null)
      return notADeployment(
        `the event is about ${payload.text('ref') ?? 'no ref'}, which is not a tag`,
      );
    if (payload.isTrue('deleted') || /^0+$/.test(payload.text('after') ?? '')) {
      return notADeployment(`the tag ${name} was deleted`);
    }
    return tagDeployment(name, source);
  },
};

function pushedTag(ref: string | null): string | null {
  return /^refs\/tags\/(.+)$/.exec(ref ?? '')?.[1] ?? null;
}

function createdTag({ payload }: EventSource): string | null {
  return payload.text('ref_type') === 'tag' ? payload.text('ref') : null;
}

function tagDeployment(name: string, { payload, context, url }: EventSource): EventReading {
  const repository = url('repository.html_url') ?? context.repository.url;
  return deploymentOf({
    track: 'tag',
    identity: `tag-${name}`,
    status: 'success',
    // For an annotated tag `after` is the tag's own object, so the commit comes from elsewhere.
    sha: context.sha ?? payload.text('head_commit.id'),
    tag: name,
    url: repository === null ? null : `${repository}/releases/tag/${encodedPath(name)}`,
    actor: payload.text('sender.login') ?? payload.text('pusher.name'),
  });
}

function encodedPath(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
