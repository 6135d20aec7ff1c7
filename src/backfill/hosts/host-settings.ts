import type { NameMatcher } from '../../deployment/environment-rules.ts';
import type { Clock } from '../../host/host.ts';
import type { ReadLimits } from '../../scm/change-source.ts';
import type { FetchLike } from '../../scm/fetch-like.ts';

/** What every host's API is asked with. */
export interface HostSettings {
  readonly fetch: FetchLike;
  readonly clock: Clock;
  readonly token: string | null;
  readonly limits: ReadLimits;
  readonly matchesName: NameMatcher;
}
