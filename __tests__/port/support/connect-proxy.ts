import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy that only knows CONNECT, and remembers every byte that passed it from the client. */
export interface ConnectProxy {
  readonly url: string;
  /** The heads of the CONNECT requests. */
  readonly heads: string[];
  /** Everything that clients sent, as it could be read on the wire. */
  wire(): Buffer;
  close(): Promise<void>;
}

interface ProxyRules {
  /** Where each host and port leads; others are answered 502. */
  readonly targets: Readonly<Record<string, number>>;
  /** The value of `proxy-authorization` that is asked for. */
  readonly authorization?: string;
  /** Status lines for the first requests, before the rules hold; `null` for no answer at all. */
  readonly firstAnswers?: readonly (string | null)[];
}

export async function connectProxy(rules: ProxyRules): Promise<ConnectProxy> {
  const heads: string[] = [];
  const bytes: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    client.on('data', (chunk: Buffer) => bytes.push(chunk));
    readHead(client, (head) => {
      heads.push(head);
      tunnel(client, head, rules, heads.length - 1);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heads,
    wire: () => Buffer.concat(bytes),
    close: () => closeAll(server, sockets),
  };
}

function readHead(client: Socket, then: (head: string) => void): void {
  let text = '';
  const read = (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (!text.includes('\r\n\r\n')) return;
    client.off('data', read);
    then(text);
  };
  client.on('data', read);
}

function tunnel(client: Socket, head: string, rules: ProxyRules, index: number): void {
  const early = rules.firstAnswers?.[index];
  const [method = '', target = ''] = head.split(' ');
  const port = rules.targets[target];
  const wanted = rules.authorization;
  const isAllowed =
    wanted === undefined || new RegExp(`^proxy-authorization: ${wanted}\r$`, 'im').test(head);
  if (early === null) return;
  if (early !== undefined) refuse(client, early);
  else if (!isAllowed) refuse(client, '407 Proxy Authentication Required');
  else if (method !== 'CONNECT' || port === undefined) refuse(client, '502 Bad Gateway');
  else open(client, port);
}

function refuse(client: Socket, status: string): void {
  client.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`);
}

function open(client: Socket, port: number): void {
  const upstream = connect(port, '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.pipe(client);
    client.pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
}

function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => server.close(() => resolve()));
}
