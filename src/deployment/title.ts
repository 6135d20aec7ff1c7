import type { DeploymentEnvironment } from './record.ts';

/** Port documents no limit; longer titles are unreadable in every table. */
const longestTitle = 200;

const shortSha = 7;

export interface TitleFacts {
  /** The user's own title. */
  readonly title: string | undefined;
  readonly service: string;
  readonly version: string | null;
  readonly sha: string | null;
  readonly environment: DeploymentEnvironment;
}

/** The user's title, else `shop 1.42.0 to Production`, with the short commit where there is no version. One line, at most 200 characters. */
export function deriveTitle({ title, service, version, sha, environment }: TitleFacts): string {
  const what = version ?? sha?.slice(0, shortSha) ?? null;
  const derived = [service, what, 'to', environment].filter(Boolean).join(' ');
  const characters = Array.from((title?.trim() || derived).replace(/\s+/g, ' '));
  return characters.length <= longestTitle
    ? characters.join('')
    : `${characters.slice(0, longestTitle - 1).join('')}…`;
}
