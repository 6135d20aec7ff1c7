import type { CiId } from '../deployment/run-context.ts';
import type { Provider } from './provider.ts';
import { github } from './providers/github.ts';

/** The provider of a CI. Those beside GitHub are loaded together when one is needed: most reports come from GitHub. */
export async function loadProvider(ci: CiId): Promise<Provider> {
  if (ci === 'github') return github;
  const { allProviders } = await import('./all-providers.ts');
  return allProviders[ci];
}
