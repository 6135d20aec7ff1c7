import type { PastDeployment } from '../deployment/history.ts';
import type { ReadLimits, Unreadable } from './change-source.ts';

/** Which of a host's own deployments are asked for. */
export interface DeploymentQuestion {
  /** The environment as the host calls it. */
  readonly environment: string;
  /** End of the deployment that asks, RFC 3339 in UTC: those that ended later did not run before it. */
  readonly before: string;
  /** Page of the run that asks, whose own deployment is none before it. */
  readonly runUrl: string | null;
}

/** A code host's own list of what was deployed to an environment. It knows no services. */
export interface DeploymentSource {
  /** The host's name in messages. */
  readonly name: string;
  /** The latest successful ones, in any order. Does not throw. */
  successes(
    question: DeploymentQuestion,
    limits: ReadLimits,
  ): Promise<readonly PastDeployment[] | Unreadable>;
}

/** Enough to find the one before, and whether the commit ran lately. */
export const mostDeployments = 50;
