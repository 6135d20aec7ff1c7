import { at, listAt, textAt } from '../../scm/json.ts';
import type { WorkflowFile, WorkflowJob, WorkflowJobs } from './github-workflow-files.ts';

/** The answers of the API that tell where the file of a job is. */
export interface JobOrigin {
  /** `owner/name` */
  readonly repository: string;
  readonly deployment: unknown;
  readonly run: unknown;
}

/**
 * The key of a job in its workflow file, by the name that the API shows: a runner tells a job its key, and identifiers
 * are made of keys. The file is that of the run's commit. A job of a reusable workflow stands behind the name of its
 * caller, and its key is that in the called file. Where nothing fits, the name is all there is.
 */
export async function jobKey(
  origin: JobOrigin,
  shownName: string,
  jobsOf: WorkflowJobs,
): Promise<string> {
  const own = shownName.split(' / ').at(-1) ?? shownName;
  const plain = own.replace(/ \([^()]*\)$/, '');
  const path = textAt(origin.run, 'path')?.replace(/@.*$/, '') ?? null;
  if (path === null) return plain;
  const { repository, run } = origin;
  const file = withBlob({ repository, path, ref: textAt(run, 'head_sha'), blob: null }, origin);
  const key = await keyIn(file, shownName, origin, jobsOf);
  if (key !== null) return key;
  return exactly(await jobsOf(file), own)?.key ?? plain;
}

async function keyIn(
  file: WorkflowFile,
  shown: string,
  origin: JobOrigin,
  jobsOf: WorkflowJobs,
): Promise<string | null> {
  const jobs = await jobsOf(file);
  const own = jobs.filter(({ uses }) => uses === null);
  const found = exactly(own, shown);
  if (found) return found.key;
  // A name may hold the sign that stands between caller and called.
  for (let end = shown.indexOf(' / '); end >= 0; end = shown.indexOf(' / ', end + 1)) {
    const callers = jobs.filter(({ uses }) => uses !== null);
    const name = shown.slice(0, end);
    const called = calledFile(exactly(callers, name) ?? byPattern(callers, name), file, origin);
    const key = called && (await keyIn(called, shown.slice(end + 3), origin, jobsOf));
    if (key) return key;
  }
  return byPattern(own, shown)?.key ?? null;
}

/** A matrix adds its values in parentheses. */
function exactly(jobs: readonly WorkflowJob[], shown: string): WorkflowJob | undefined {
  const same = jobs.find(({ name }) => name === shown);
  if (same || !shown.endsWith(')')) return same;
  return jobs
    .filter(({ name }) => shown.startsWith(`${name} (`))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

/** The one job whose name fits when its expressions stand for anything; several that fit tell nothing. */
function byPattern(jobs: readonly WorkflowJob[], shown: string): WorkflowJob | undefined {
  const fitting = jobs.filter(({ name }) => fits(name.split(/\$\{\{.*?\}\}/s), shown));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function fits(parts: readonly string[], shown: string): boolean {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined || !shown.startsWith(first)) return false;
  let from = first.length;
  for (const part of others) {
    const start = shown.indexOf(part, from);
    if (start < 0) return false;
    from = start + part.length;
  }
  return shown.endsWith(last) && shown.length - last.length >= from;
}

const ofOwnRepository = /^[.$]\/(\.github\/workflows\/[^/@]+)$/;
const ofAnyRepository = /^([\w-][\w.-]*\/[\w-][\w.-]*)\/(\.github\/workflows\/[^/@]+)@(.+)$/;

/** Source: GitHub docs, "Get a workflow run": `referenced_workflows` tells the commit of each reusable workflow. */
function calledFile(
  caller: WorkflowJob | undefined,
  { repository, ref }: WorkflowFile,
  origin: JobOrigin,
): WorkflowFile | null {
  const uses = caller?.uses ?? '';
  const own = ofOwnRepository.exec(uses)?.[1];
  if (own !== undefined) return withBlob({ repository, path: own, ref, blob: null }, origin);
  const [, elsewhere = '', path = '', asked = ''] = ofAnyRepository.exec(uses) ?? [];
  if (path === '') return null;
  const referenced = listAt(origin.run, 'referenced_workflows').find(
    (one) => textAt(one, 'path') === uses,
  );
  return { repository: elsewhere, path, ref: textAt(referenced, 'sha') ?? asked, blob: null };
}

/** What the deployment tells of the files at its commit spares a request for each commit. */
function withBlob(file: WorkflowFile, { repository, deployment, run }: JobOrigin): WorkflowFile {
  const isOfRun = file.repository === repository && file.ref === textAt(run, 'head_sha');
  if (!isOfRun || file.ref !== textAt(deployment, 'commitOid')) return file;
  const entry = listAt(at(deployment, 'commit'), 'workflows', 'object', 'entries').find(
    (one) => `.github/workflows/${textAt(one, 'name')}` === file.path,
  );
  return { ...file, blob: textAt(entry, 'oid') };
}
