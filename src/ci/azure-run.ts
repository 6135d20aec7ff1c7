import { azureProjectUrl } from './azure-repository.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import { pathPart } from './path-part.ts';
import type { Fact, ProviderFacts } from './provider.ts';

type RunFacts = Pick<ProviderFacts, 'run' | 'job' | 'actor' | 'environment' | 'createdAt'>;

/** What differs between a pipeline and a classic release, which are counted apart and told by other variables. */
export function azureRun(env: EnvironmentReader): RunFacts {
  return env.get('RELEASE_RELEASEID') === null ? pipelineFacts(env) : releaseFacts(env);
}

function pipelineFacts(env: EnvironmentReader): RunFacts {
  const id = env.get('BUILD_BUILDID');
  const jobId = env.get('SYSTEM_JOBID');
  const attempt = env.first('SYSTEM_STAGEATTEMPT', 'SYSTEM_JOBATTEMPT');
  const project = azureProjectUrl(env, env.get('SYSTEM_TEAMPROJECT'));
  const url = env.join([project, '/_build/results?buildId=', pathPart(id)], '');
  const environment = env.get('ENVIRONMENT_NAME');
  const start = env.get('SYSTEM_PIPELINESTARTTIME');
  return {
    run: { id, number: env.get('BUILD_BUILDNUMBER'), attempt, url },
    job: {
      id: jobId,
      name: jobName(env),
      url: env.join([url, '&view=logs&j=', pathPart(jobId)], ''),
    },
    actor: env.get('BUILD_REQUESTEDFOR'), // `BUILD_QUEUEDBY` is a service account for triggered runs
    // Both are there in deployment jobs; a name alone is a variable of the user's.
    environment: env.get('ENVIRONMENT_ID') === null ? null : environment,
    createdAt: (attempt ?? '1') === '1' ? [start] : [], // a stage that is retried did not start with the pipeline
  };
}

/** `BUILD_*` is the build that is released; the prefix keeps release 118 and build 118 apart. */
function releaseFacts(env: EnvironmentReader): RunFacts {
  return {
    run: {
      id: env.join(['release', env.get('RELEASE_RELEASEID')], '-'),
      number: env.get('RELEASE_RELEASENAME'),
      attempt: env.get('RELEASE_ATTEMPTNUMBER'),
      url: env.get('RELEASE_RELEASEWEBURL'),
    },
    job: { id: env.get('SYSTEM_JOBID'), name: env.first('SYSTEM_PHASENAME', 'AGENT_JOBNAME') },
    actor: env.first('RELEASE_DEPLOYMENT_REQUESTEDFOR', 'RELEASE_REQUESTEDFOR'),
    environment: env.get('RELEASE_ENVIRONMENTNAME'),
    createdAt: [env.get('RELEASE_DEPLOYMENT_STARTTIME'), env.get('SYSTEM_PIPELINESTARTTIME')],
  };
}

/** The legs of a matrix share a phase, which is the job as it is written down; a stage that is not is `__default`. */
function jobName(env: EnvironmentReader): Fact {
  const phase = env.first('SYSTEM_PHASENAME', 'AGENT_JOBNAME');
  const stage = env.get('SYSTEM_STAGENAME') ?? '__default';
  return stage === '__default' ? phase : env.join([stage, phase], '.');
}
