import type { EnvironmentReader } from '../environment-reader.ts';
import { refNames } from '../ref-names.ts';

/** The run of another pipeline that triggered this one, as its variables tell it. */
export interface TriggeringRun {
  readonly id: string;
  readonly name: string | null;
  /** Id of its project. */
  readonly project: string | null;
  readonly sha: string | null;
  readonly branch: string | null;
  readonly tag: string | null;
  readonly actor: string | null;
  /** A trigger of a pipeline resource fires only after a run that succeeded. */
  readonly hasSucceeded: boolean;
}

/**
 * The trigger of a pipeline resource, or the older one of a completed build; `null` when something else started the run.
 * Sources: Microsoft Learn, "Trigger one pipeline after another" (it runs upon successful completion), "Define resources
 * in YAML" (pipeline resource variables), "Use predefined variables" (`Build.TriggeredBy`).
 */
export function azureTriggeringRun(env: EnvironmentReader): TriggeringRun | null {
  const alias = env.get('RESOURCES_TRIGGERINGALIAS');
  if (env.get('BUILD_REASON') === 'ResourceTrigger' && alias !== null)
    return pipelineResource(env, alias);
  const id = digits(env.get('BUILD_TRIGGEREDBY_BUILDID'));
  if (id === null) return null;
  return {
    id,
    name: env.get('BUILD_TRIGGEREDBY_DEFINITIONNAME'),
    project: env.get('BUILD_TRIGGEREDBY_PROJECTID'),
    ...{ sha: null, branch: null, tag: null, actor: null, hasSucceeded: false },
  };
}

/** The agent writes the alias in capitals and keeps its hyphens. */
function pipelineResource(env: EnvironmentReader, alias: string): TriggeringRun | null {
  const of = (fact: string): string | null =>
    env.get(`RESOURCES_PIPELINE_${alias.toUpperCase()}_${fact}`);
  const id = digits(of('RUNID'));
  if (id === null) return null;
  const { branch, tag } = refNames(of('SOURCEBRANCH'), null);
  const commit = of('SOURCECOMMIT');
  return {
    id,
    name: of('PIPELINENAME'),
    project: of('PROJECTID'),
    sha: commit !== null && /^[0-9a-f]{7,64}$/i.test(commit) ? commit.toLowerCase() : null,
    branch,
    tag,
    actor: of('REQUESTEDFOR'),
    hasSucceeded: true,
  };
}

const digits = (text: string | null): string | null =>
  text !== null && /^\d+$/.test(text) ? text : null;
