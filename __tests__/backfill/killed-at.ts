import type { StandInRun } from './run-on-stand-in.ts';

/** A process that ends: what goes around its requests, and whether it has ended. */
export interface Killed extends Required<Pick<StandInRun, 'around'>> {
  readonly isDead: () => boolean;
}

/**
 * A process that is killed at its n-th request to Port or the host, or of those to Port alone: neither this one nor any
 * later one is sent, or the answer of this one never comes. What is under way then still arrives.
 */
export function killedAt(request: number, when: 'before' | 'after', only?: 'port'): Killed {
  let count = 0;
  let isDead = false;
  const died = new Error('killed');
  return {
    isDead: () => isDead,
    async around(send, to) {
      if (isDead) throw died;
      if (only === undefined || only === to) count += 1;
      if (count < request) return send();
      isDead = true;
      if (when === 'after') await send();
      throw died;
    },
  };
}
