import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FetchLike } from '../../../src/scm/fetch-like.ts';
import type { History } from '../history.ts';

export interface StandInRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface StandInAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Answers as the host would; `undefined` for an address that the host does not have. */
export type StandIn = (request: StandInRequest) => Promise<StandInAnswer | undefined>;

/** A stand-in over HTTP on the loopback interface, with the requests that it received. */
export interface ServedStandIn {
  readonly url: string;
  readonly requests: StandInRequest[];
  close(): Promise<void>;
}

export async function serve(standIn: (url: string) => StandIn): Promise<ServedStandIn> {
  const requests: StandInRequest[] = [];
  let answerRequest: StandIn = async () => undefined;
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request: StandInRequest = {
        method: incoming.method ?? '',
        url: new URL(incoming.url ?? '', url),
        headers: incoming.headers as Record<string, string>,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      requests.push(request);
      answerRequest(request).then(
        (answer = { status: 404, body: { message: 'Not Found' } }) => {
          outgoing.writeHead(answer.status, {
            'content-type': 'application/json',
            ...answer.headers,
          });
          outgoing.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
        },
        (error: unknown) => {
          outgoing.writeHead(599);
          outgoing.end(String(error));
        },
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  answerRequest = standIn(url);
  return {
    url,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Node's own `fetch` in the form that the sources take; redirects stay visible. */
export const nodeFetch: FetchLike = async (url, init) => {
  const answer = await fetch(url, { ...init, redirect: 'manual' });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    text: () => answer.text(),
  };
};

/** A stand-in without HTTP, for many quick runs. */
export function fetchFrom(standIn: StandIn, requests: StandInRequest[] = []): FetchLike {
  return async (url, { method, headers, body }) => {
    const request = { method, url: new URL(url), headers, body: body ?? '' };
    requests.push(request);
    const answer = (await standIn(request)) ?? { status: 404, body: { message: 'Not Found' } };
    return {
      status: answer.status,
      headers: answer.headers ?? {},
      text: async () =>
        typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
    };
  };
}

/** A commit as git itself tells it. */
export interface RawCommit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authoredAt: string;
  readonly committedAt: string;
  readonly author: string;
  readonly message: string;
}

/** All commits of a repository, by hash; read once, since a stand-in is asked often. */
export function readCommits({ run }: History): ReadonlyMap<string, RawCommit> {
  const output = run('log', '--all', '--format=%H%x1f%P%x1f%aI%x1f%cI%x1f%an%x1f%B%x1e');
  const commits = output.split('\u001e').flatMap((record): RawCommit[] => {
    const [sha = '', parents = '', authoredAt = '', committedAt = '', author = '', message = ''] =
      record.trimStart().split('\u001f');
    if (sha === '') return [];
    return [
      {
        sha,
        parents: parents === '' ? [] : parents.split(' '),
        authoredAt,
        committedAt,
        author,
        message: message.replace(/\n+$/, ''),
      },
    ];
  });
  return new Map(commits.map((commit) => [commit.sha, commit]));
}

/** Hashes from `git rev-list`, or `null` when git refuses. */
export function revList({ run }: History, ...args: string[]): string[] | null {
  try {
    return run('rev-list', ...args)
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return null;
  }
}

/** The files that a commit changes, as its first parent sees it. */
export function filesOf({ run }: History, sha: string): string[] {
  const output = run('show', '--format=', '--name-only', '--no-renames', '-z', sha);
  return output.split('\0').filter((file) => file !== '');
}
