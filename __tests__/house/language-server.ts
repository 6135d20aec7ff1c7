import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './project.ts';

interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

interface Message {
  readonly method?: string;
  readonly id?: number;
  readonly params?: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] };
}

const header = 'Content-Length: ';

/** One message of the Language Server Protocol, as bytes. */
function encode(message: object): string {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `${header}${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/** The whole messages at the start of a buffer, and what is left of it. */
function decode(buffer: Buffer): { messages: Message[]; rest: Buffer } {
  const messages: Message[] = [];
  let rest = buffer;
  for (;;) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { messages, rest };
    const length = Number(rest.subarray(rest.indexOf(header) + header.length, end).toString());
    if (rest.length < end + 4 + length) return { messages, rest };
    messages.push(JSON.parse(rest.subarray(end + 4, end + 4 + length).toString()));
    rest = rest.subarray(end + 4 + length);
  }
}

/**
 * What GitHub's own language server for Actions finds, one line each.
 * The path decides what a file is: `action.yml`, or a workflow below `.github/workflows`.
 */
export function languageServerProblems(files: ReadonlyMap<string, string>): Promise<string[]> {
  const script = join(root, 'node_modules/@actions/languageserver/bin/actions-languageserver');
  const server = spawn(process.execPath, [script, '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const send = (message: object) => server.stdin.write(encode(message));
  const paths = new Map(
    [...files.keys()].map((path) => [pathToFileURL(`/project/${path}`).href, path]),
  );
  const problems: string[] = [];
  let buffer: Buffer = Buffer.alloc(0);

  function receive({ id, method, params }: Message): void {
    if (id === 1) {
      send({ method: 'initialized', params: {} });
      for (const [uri, path] of paths) {
        const textDocument = { uri, languageId: 'yaml', version: 1, text: files.get(path) };
        send({ method: 'textDocument/didOpen', params: { textDocument } });
      }
    }
    if (method !== 'textDocument/publishDiagnostics' || params === undefined) return;
    const path = paths.get(params.uri) ?? params.uri;
    for (const { message, range } of params.diagnostics) {
      problems.push(`${path}:${range.start.line + 1} ${message}`);
    }
    paths.delete(params.uri);
    if (paths.size === 0) server.stdin.end(() => server.kill());
  }

  return new Promise((resolve, reject) => {
    server.stdout.on('data', (data: Buffer) => {
      const { messages, rest } = decode(Buffer.concat([buffer, data]));
      buffer = rest;
      messages.forEach(receive);
    });
    server.on('error', reject);
    server.on('close', () => {
      if (paths.size > 0) reject(new Error(`no word about ${[...paths.values()].join(', ')}`));
      else resolve(problems.sort());
    });
    const capabilities = { workspace: { workspaceFolders: false } };
    send({ id: 1, method: 'initialize', params: { capabilities, initializationOptions: {} } });
  });
}
