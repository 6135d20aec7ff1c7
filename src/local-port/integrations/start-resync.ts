import type { LocalPortState } from '../state/state.ts';
import { resync } from './sync.ts';

/** Lets an integration sync after the answer has been sent, as it does when its mapping changes. */
export function startResync(installationId: string, state: LocalPortState): void {
  const { source } = state.integrations.get(installationId) ?? {};
  if (!source || Object.keys(source).length === 0) return;
  const sync = (): void => {
    const stored = state.integrations.get(installationId);
    if (stored) resync(stored, state);
  };
  // Loading jq takes longer than an answer; a server that closes meanwhile does not sync.
  void state.integrations.ready().then(() => state.later.run(sync));
}
