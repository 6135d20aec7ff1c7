import type { Ask, Refusal } from '../../scm/host-client.ts';
import { numberAt, textAt } from '../../scm/json.ts';
import type { TimeRange } from '../deployment-host.ts';
import { createKeptJobs, type EnvironmentJob, type KeptJobs, timeIn } from './azure-kept-jobs.ts';
import { azurePages } from './azure-pages.ts';

/** What is known of the deployment jobs of a project. */
export interface EnvironmentJobs {
  /** By the id of their pipeline. */
  readonly byPipeline: ReadonlyMap<number, readonly EnvironmentJob[]>;
  /** What could not be read, in words; what was read stays good. */
  readonly problems: readonly string[];
}

/** Reads the deployment jobs of a project that began in a time, and perhaps some more. */
export type ReadEnvironmentJobs = (project: string, range: TimeRange) => Promise<EnvironmentJobs>;

/** As many as one answer may hold. */
const pageSize = 500;

/** A record is made when a job is queued: it may wait for an agent, and for others that deploy to the same place. */
const longestWaitMs = 3 * 86_400_000;

/** Some 150 bytes each; what is more has to be read in parts. */
const mostJobs = 250_000;

/** Repositories of a project are read one after the other, so that a few projects are enough to read each only once. */
const mostProjects = 3;

/** The last version that Azure DevOps Server 2020 knows; newer servers and Azure DevOps Services know it too. */
const version = 'api-version=6.0-preview.1';

/**
 * The records that environments keep of deployment jobs, newest first, read once for all repositories of a project: they
 * tell their pipeline and run, not their repository. Sources: Microsoft Learn, "Environments - List" and
 * "Environmentdeployment Records - List": `top` and `continuationToken`.
 */
export function environmentJobsReader(
  { ask, resourcesOf }: { readonly ask: Ask; resourcesOf(project: string): string },
  most = mostJobs,
): ReadEnvironmentJobs {
  const projects = new Map<string, ReadProject>();
  return (project, { since, until }) => {
    const key = `${project}\n${until}`;
    const address = `${resourcesOf(project)}/distributedtask/environments`;
    const read = projects.get(key) ?? projectReader({ ask, address, project, until, most });
    // The one that was used last stands last.
    projects.delete(key);
    projects.set(key, read);
    for (const oldest of [...projects.keys()].slice(0, -mostProjects)) projects.delete(oldest);
    return read(since);
  };
}

type ReadProject = (since: string | null) => Promise<EnvironmentJobs>;

interface ProjectNeeds {
  readonly ask: Ask;
  /** Of the environments. */
  readonly address: string;
  readonly project: string;
  readonly until: string | null;
  readonly most: number;
}

/** An environment, with the place to which its records are read. */
interface ReadEnvironment {
  readonly id: number;
  readonly name: string;
  /** Token of the next page; `null` when there is none. */
  next: string | null;
  /** When the last record that was read was queued. */
  reachedMs: number;
}

/** Repositories may ask at the same time, and for longer times than those before: each page is read once all the same. */
function projectReader(needs: ProjectNeeds): ReadProject {
  const kept = createKeptJobs(needs.until);
  let environments: readonly ReadEnvironment[] | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function read(since: string | null): Promise<EnvironmentJobs> {
    const listed = environments ?? (await listEnvironments(needs));
    if ('reason' in listed) return { byPipeline: kept.byPipeline, problems: [unlisted(listed)] };
    environments = listed;
    const problems = listed.length === 0 ? [noEnvironment] : [];
    for (const one of listed) {
      const problem = await readEnvironment(one, needs, kept, since);
      if (problem !== null) problems.push(problem);
    }
    return { byPipeline: kept.byPipeline, problems };
  }

  const unlisted = ({ reason }: Refusal): string =>
    `the environments of project ${needs.project}: ${reason}`;
  const noEnvironment = `project ${needs.project} has no environment that the token may see, and only they tell which jobs deployed: let it read them, or write --track workflow-run`;

  return (since) => {
    const result = turn.then(() => read(since));
    turn = result.catch(() => undefined);
    return result;
  };
}

async function listEnvironments({ ask, address }: ProjectNeeds) {
  const environments: ReadEnvironment[] = [];
  for await (const page of azurePages(ask, `${address}?$top=1000&${version}`)) {
    if ('reason' in page) return page;
    for (const item of page.items) {
      const [id, name] = [numberAt(item, 'id'), textAt(item, 'name')];
      if (id !== null && name !== null)
        environments.push({ id, name, next: '', reachedMs: Number.POSITIVE_INFINITY });
    }
  }
  return environments;
}

/** Goes on reading the records of an environment until they are older than what is asked for. @returns what went wrong */
async function readEnvironment(
  environment: ReadEnvironment,
  { ask, address, most }: ProjectNeeds,
  kept: KeptJobs,
  since: string | null,
): Promise<string | null> {
  const { id, name, next } = environment;
  const enoughMs = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since) - longestWaitMs;
  const isEnough = (): boolean => environment.next === null || environment.reachedMs < enoughMs;
  const isFull = (): boolean => kept.count() >= most;
  const tooMany = `its project has more than ${most} deployment jobs in that time, which is more than is kept at once: read them in parts, with --since and --until`;
  if (next === null || isEnough()) return null;
  if (isFull()) return tooMany;
  const url = `${address}/${id}/environmentdeploymentrecords?top=${pageSize}&${version}`;
  for await (const page of azurePages(ask, url, next)) {
    if ('reason' in page) {
      // Deleted since it was listed, with all that it recorded.
      if (page.status === 404) environment.next = null;
      return page.status === 404 ? null : `the environment ${name}: ${page.reason}`;
    }
    for (const record of page.items) kept.add(environment, record);
    environment.next = page.next;
    environment.reachedMs = timeIn(page.items.at(-1), 'queueTime') ?? environment.reachedMs;
    if (isEnough()) return null;
    if (isFull()) return tooMany;
  }
  return null;
}
