import type { Ask } from '../../scm/host-client.ts';
import { textAt } from '../../scm/json.ts';

/** The key of a job in its workflow file, by the name that the API shows. */
export type JobKeys = (workflowPath: string | null, shownName: string) => Promise<string>;

/**
 * The API shows the names of jobs, a runner tells a job its key, and identifiers are made of keys. The workflow file has
 * both; it is read once, as it is now. A matrix adds its values in parentheses, a reusable workflow the name of its caller.
 */
export function createJobKeys(ask: Ask, repositoryUrl: string): JobKeys {
  const files = new Map<string, Promise<ReadonlyMap<string, string>>>();
  return async (workflowPath, shownName) => {
    const path = workflowPath?.replace(/@.*$/, '') ?? null;
    const own = shownName.split(' / ').at(-1) ?? shownName;
    const plain = own.replace(/ \([^()]*\)$/, '');
    if (path === null) return plain;
    const reading = files.get(path) ?? readKeys(ask, `${repositoryUrl}/contents/${path}`);
    files.set(path, reading);
    const keys = await reading;
    return keys.get(own) ?? keys.get(plain) ?? plain;
  };
}

/** Source: GitHub docs, "REST API endpoints for repository contents": the file in base64. */
async function readKeys(ask: Ask, url: string): Promise<ReadonlyMap<string, string>> {
  const answer = await ask({ url });
  const content = 'body' in answer ? textAt(answer.body, 'content') : null;
  if (content === null) return new Map();
  const { parse } = await import('yaml');
  const { jobs } = asObject(parseOrNull(parse, Buffer.from(content, 'base64').toString('utf8')));
  return new Map(
    Object.entries(asObject(jobs)).flatMap(([key, job]) => {
      const { name } = asObject(job);
      return typeof name === 'string' ? [[name, key] as const] : [];
    }),
  );
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
