import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerGithub } from './answer-github.ts';
import type { DemoRepository } from './demo-repository.ts';

/** A stand-in of GitHub's API for the demo's repository, on the loopback interface. */
export interface DemoGithub {
  readonly url: string;
  close(): Promise<void>;
}

export async function serveGithub(repository: DemoRepository): Promise<DemoGithub> {
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    incoming.on('end', () => {
      const { method = '', url: path = '' } = incoming;
      const answer = answerGithub(repository, { method, path, body });
      outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
