import type { Environment } from '../../host/host.ts';
import { textAt } from '../../scm/json.ts';
import type { EnvironmentJob } from './azure-kept-jobs.ts';

/** Where a deployment job ran. */
interface JobPlace {
  readonly collectionUrl: string;
  readonly project: string;
  /** Of the repository. */
  readonly name: string;
  readonly url: string;
}

/**
 * The variables that a deployment job had, as far as the API tells them afterwards: its stage, job and attempt by the
 * record of its environment, which calls them as `System.StageName`, `System.PhaseName` and `System.StageAttempt` do, the
 * rest by its run. Sources: Microsoft Learn, "Use predefined variables", "Builds - List", "Environmentdeployment Records -
 * List". `build` is `null` for a run that was deleted.
 */
export function azureJobVariables(
  job: EnvironmentJob,
  build: unknown,
  { collectionUrl, project, name, url }: JobPlace,
): Environment {
  return {
    ...pullRequestVariables(textAt(build, 'parameters')),
    ...{ SYSTEM_COLLECTIONURI: collectionUrl, SYSTEM_TEAMPROJECT: project },
    ...{ BUILD_REPOSITORY_PROVIDER: 'TfsGit', BUILD_REPOSITORY_NAME: name },
    ...{ BUILD_REPOSITORY_URI: url, BUILD_BUILDID: String(job.runId) },
    BUILD_BUILDNUMBER: textAt(build, 'buildNumber') ?? '',
    BUILD_SOURCEBRANCH: textAt(build, 'sourceBranch') ?? '',
    BUILD_SOURCEVERSION: textAt(build, 'sourceVersion') ?? '',
    BUILD_REQUESTEDFOR: textAt(build, 'requestedFor', 'displayName') ?? '',
    SYSTEM_STAGENAME: job.stage ?? '',
    SYSTEM_PHASENAME: job.job ?? '',
    SYSTEM_STAGEATTEMPT: String(job.stageAttempt),
    ENVIRONMENT_ID: String(job.environment.id),
    ENVIRONMENT_NAME: job.environment.name,
    AGENT_JOBSTATUS: statusOf(job),
  };
}

/** A job whose agent was lost while it deployed has failed, as its run has; it could not report that itself. */
const statusOf = ({ result }: EnvironmentJob): string =>
  result === 'abandoned' ? 'failed' : (result ?? 'inProgress');

/** What a run that validates a pull request was started with: `system.pullRequest.sourceBranch` and its like, as JSON. */
function pullRequestVariables(parameters: string | null): Environment {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(parsed(parameters))) {
    if (/^system\.pullRequest\.\w+$/i.test(name) && typeof value === 'string')
      variables[name.toUpperCase().replaceAll('.', '_')] = value;
  }
  return variables;
}

function parsed(text: string | null): object {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
