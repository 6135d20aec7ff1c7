import type { DeploymentRecord } from '../../deployment/record.ts';
import type { Files } from '../../host/host.ts';

/** Keeps the records that Port refused, one a line, so that `replay` can send them again. */
export interface FailureFile {
  keep(record: DeploymentRecord): Promise<void>;
  /** The path, or `null` while nothing has failed. */
  path(): string | null;
}

/**
 * The file is made by the first failure: a run without one leaves none. One that is there already holds what failed
 * before, may be what is being replayed, or belongs to a run that goes on beside this one, so it stays and a free name
 * beside it is taken.
 */
export function createFailureFile(
  path: string,
  files: Pick<Files, 'createPrivate' | 'append'>,
): FailureFile {
  let begun: Promise<string> | null = null;
  let known: string | null = null;
  const begin = async (): Promise<string> => {
    known = await createBeside(path, files);
    return known;
  };
  return {
    async keep(record) {
      begun ??= begin();
      await files.append(await begun, `${JSON.stringify(record)}\n`);
    },
    path: () => known,
  };
}

/** `failed.jsonl`, else `failed-2.jsonl` and so on: the first that is made here and by no other process. */
async function createBeside(path: string, files: Pick<Files, 'createPrivate'>): Promise<string> {
  const [ending = ''] = /(?<=[^/\\])\.[^./\\]+$/.exec(path) ?? [];
  const stem = path.slice(0, path.length - ending.length);
  for (let number = 1; ; number++) {
    const tried = number === 1 ? path : `${stem}-${number}${ending}`;
    if (await files.createPrivate(tried)) return tried;
  }
}
