import type { Commit } from './commit.ts';
import { readTime } from './read-time.ts';

/** A commit with the files that it changes, when they were asked for. */
export interface LoggedCommit extends Commit {
  readonly files: readonly string[];
}

/** Arguments of `git log` that `parseGitLog` understands, whatever the user's own settings are. */
export const logArguments: readonly string[] = [
  '-c',
  'log.showSignature=false',
  '-c',
  'log.showRoot=true',
  '-c',
  'diff.relative=false',
  'log',
  '-z',
  '--no-color',
  '--no-renames',
  '--no-ext-diff',
  // A mark with the hash, then parents, author time (not committer time), committer time, author, message. Times in
  // seconds since the epoch: old tools wrote zones that no clock has, and the moment is right all the same.
  '--format=%x01%H%x00%P%x00%at%x00%ct%x00%an%x00%B',
];

const fieldCount = 5;

/** Reads the log: everything is separated by NUL, which neither a message nor a name or path can hold. */
export function parseGitLog(output: string): LoggedCommit[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the format
  const parts = `\0${output}`.split(/\0\u0001([0-9a-f]{40,64})\0/).slice(1);
  return parts.flatMap((sha, index) =>
    index % 2 === 0 ? [parseRecord(sha, parts[index + 1] ?? '')] : [],
  );
}

function parseRecord(sha: string, record: string): LoggedCommit {
  const fields = record.split('\0');
  const [parents = '', authored = '', committed = '', author = '', message = ''] = fields;
  // git begins the list of files with a line end.
  const [first = '', ...others] = fields.slice(fieldCount);
  return {
    sha,
    parents: parents === '' ? [] : parents.split(' '),
    authoredAt: timeOf(authored),
    committedAt: timeOf(committed),
    author: author === '' ? null : author,
    message,
    files: [first.replace(/^\n/, ''), ...others].filter((file) => file !== ''),
  };
}

/** Seconds since the epoch, in the same bounds as a time from a host. */
function timeOf(seconds: string): string | null {
  const moment = new Date(/^-?\d{1,12}$/.test(seconds) ? Number(seconds) * 1000 : Number.NaN);
  return Number.isNaN(moment.getTime()) ? null : readTime(moment.toISOString());
}
