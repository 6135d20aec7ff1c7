import type { Ask } from '../../scm/host-client.ts';
import { textAt } from '../../scm/json.ts';
import { encodedPath } from './github-repositories.ts';

/** A workflow file as a run took it. */
export interface WorkflowFile {
  /** `owner/name` */
  readonly repository: string;
  readonly path: string;
  /** A commit, or what else names one. */
  readonly ref: string | null;
  /** The hash of its content, where it is known. */
  readonly blob: string | null;
}

/** A job as its workflow file has it. */
export interface WorkflowJob {
  readonly key: string;
  /** With expressions as they are written; the key where there is no name. */
  readonly name: string;
  /** The reusable workflow that it calls. */
  readonly uses: string | null;
}

export type WorkflowJobs = (file: WorkflowFile) => Promise<readonly WorkflowJob[]>;

/**
 * Reads the jobs of workflow files, each content once: files seldom change. One that is gone from its commit is read as
 * it is now. Sources: GitHub docs, "REST API endpoints for Git blobs" and "… for repository contents", both in base64.
 */
export function createWorkflowJobs(ask: Ask, apiUrl: string): WorkflowJobs {
  const known = new Map<string, Promise<readonly WorkflowJob[] | null>>();
  const once = (url: string): Promise<readonly WorkflowJob[] | null> => {
    const reading = known.get(url) ?? read(ask, url);
    known.set(url, reading);
    return reading;
  };
  return async ({ repository, path, ref, blob }) => {
    const address = `${apiUrl}/repos/${encodedPath(repository)}`;
    const contents = `${address}/contents/${encodedPath(path)}`;
    const then =
      blob === null
        ? `${contents}?ref=${encodeURIComponent(ref ?? '')}`
        : `${address}/git/blobs/${blob}`;
    const asItWas = blob === null && ref === null ? null : await once(then);
    return asItWas ?? (await once(contents)) ?? [];
  };
}

async function read(ask: Ask, url: string): Promise<readonly WorkflowJob[] | null> {
  const answer = await ask({ url });
  const content = 'body' in answer ? textAt(answer.body, 'content') : null;
  if (content === null) return null;
  const { parse } = await import('yaml');
  const { jobs } = asObject(parseOrNull(parse, Buffer.from(content, 'base64').toString('utf8')));
  return Object.entries(asObject(jobs)).map(([key, job]) => {
    const { name, uses } = asObject(job);
    return {
      key,
      name: typeof name === 'string' && name !== '' ? name : key,
      uses: typeof uses === 'string' ? uses : null,
    };
  });
}

function parseOrNull(parse: (text: string) => unknown, text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
