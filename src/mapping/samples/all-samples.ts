import { azureDevopsSamples } from './azure-devops.ts';
import { ciServerSamples } from './ci-servers.ts';
import { githubSamples } from './github.ts';
import { githubDeploymentSamples } from './github-deployments.ts';
import { gitlabSamples } from './gitlab.ts';
import { incidentSamples } from './incidents.ts';
import type { KindSamples } from './kind-samples.ts';

/** Every kind of which we have samples. */
export const allSamples: readonly KindSamples[] = [
  ...githubSamples,
  ...githubDeploymentSamples,
  ...gitlabSamples,
  ...azureDevopsSamples,
  ...ciServerSamples,
  ...incidentSamples,
];
