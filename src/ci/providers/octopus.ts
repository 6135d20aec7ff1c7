import type { EnvironmentReader } from '../environment-reader.ts';
import type { Fact, Provider } from '../provider.ts';

/**
 * Names: Octopus docs, "System variables", and OctopusTentacle, `EnvironmentVariables.cs`, read 2026-11-22; `CreatedUtc` from
 * OctopusDeploy/Issues 2218. Octopus passes none of them to a process: the step exports those that it wants to be known,
 * `Octopus.Web.ServerUri` as `OCTOPUS_WEB_SERVERURI` (docs/ci/octopus.md), or under the name as it is.
 */
export const octopus: Provider = {
  id: 'octopus',
  read: (env) => {
    const read = (name: string) => variable(env, name);
    const buildInformation = (name: string) =>
      read(`Octopus.Deployment.PackageBuildInformation[0].${name}`);
    return {
      // `Octopus.Release.Git.*` is the repository of the deployment process, not of what is deployed.
      repositoryUrl: buildInformation('VcsRoot'),
      branch: buildInformation('Branch'),
      sha: buildInformation('VcsCommitNumber'),
      pullRequest: { number: read('Octopus.Release.CustomFields[Pull Request Number]') },
      run: { id: runId(env), number: read('Octopus.Release.Number'), url: runUrl(env) },
      job: { id: read('Octopus.Action.Id'), name: read('Octopus.Action.Name') },
      actor: read('Octopus.Deployment.CreatedBy.Username'),
      environment: read('Octopus.Environment.Name'),
      // Without an error the deployment may still be running, so that alone is no success.
      status: read('Octopus.Deployment.Error') === null ? null : 'failed',
      // Octopus writes them in the language of its server, which is refused; a time that the step writes in ISO 8601 is taken.
      createdAt: [
        read('Octopus.Deployment.CreatedUtc'),
        read('Octopus.Deployment.Created'),
        read('Octopus.RunbookRun.CreatedUtc'),
        read('Octopus.RunbookRun.Created'),
      ],
    };
  },
};

/** The variable under the name that a shell can export, else as Octopus calls it. */
function variable(env: EnvironmentReader, name: string): Fact {
  const exported = name.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '');
  return env.first(exported.toUpperCase(), name);
}

function runId(env: EnvironmentReader): Fact {
  const runbook = variable(env, 'Octopus.RunbookRun.Id');
  return variable(env, 'Octopus.Deployment.Id') ?? runbook;
}

/** The links are paths below the address of the server. */
function runUrl(env: EnvironmentReader): Fact {
  const server = env.baseUrl('OCTOPUS_WEB_SERVERURI') ?? env.baseUrl('Octopus.Web.ServerUri');
  const runbook = variable(env, 'Octopus.Web.RunbookRunLink');
  const link = variable(env, 'Octopus.Web.DeploymentLink') ?? runbook;
  const isPath = /^(?:\/[^/\\\s]+)+\/?$/.test(link ?? '');
  return isPath ? env.join([server, link], '') : null;
}
