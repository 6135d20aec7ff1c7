import type { Provider } from '../provider.ts';

/** Any other CI, or none: what git knows about the checkout, if there is one. */
export const generic: Provider = {
  id: 'generic',
  usesCheckout: true,
  read: (_env, { checkout, hints }) => ({
    repositoryUrl: checkout?.repositoryUrl ?? null,
    branch: checkout?.branch ?? null,
    tag: checkout?.tag ?? null,
    sha: checkout?.sha ?? null,
    job: { id: hints.jobId },
    status: hints.jobStatus,
  }),
};
