import { azurePullRequestBranch, azurePullRequestNumber } from '../azure-pull-request.ts';
import { azureRepository, isGitRepository } from '../azure-repository.ts';
import { azureRun } from '../azure-run.ts';
import type { Provider } from '../provider.ts';

/**
 * Names: Microsoft Learn, "Use predefined variables" and "Classic release and artifacts variables", read 2026-11-22.
 * Beyond them, as agents list them in their logs: `SYSTEM_PIPELINESTARTTIME`, `RELEASE_DEPLOYMENT_STARTTIME`, `BUILD_PROJECTNAME`.
 */
export const azure: Provider = {
  id: 'azure',
  read: (env) => {
    const branch = azurePullRequestBranch(env) ?? env.get('BUILD_SOURCEBRANCH');
    const sha = env.get('BUILD_SOURCEVERSION');
    const isGit = isGitRepository(env);
    return {
      ...azureRepository(env),
      branch: isGit ? branch : null, // not `BUILD_SOURCEBRANCHNAME`, which is `tools` for `feature/tools`
      sha: isGit ? sha : null,
      pullRequest: {
        number: azurePullRequestNumber(env),
        targetBranch: env.get('SYSTEM_PULLREQUEST_TARGETBRANCH'),
      },
      status: env.first('AGENT_JOBSTATUS', 'agent.jobstatus'),
      ...azureRun(env),
    };
  },
};
