import { inspect } from 'node:util';
import { createRedactor } from '../../../src/host/redactor.ts';
import { chooseTransport } from '../../../src/port/http/choose-transport.ts';
import type { HttpRequest } from '../../../src/port/http/transport.ts';

// A process of its own, because Node reads NODE_EXTRA_CA_CERTS when it starts. It sends the requests of its first
// argument one after the other, prints what came of each as a line of JSON, and closes nothing: it has to end by itself.

interface Work {
  readonly requests: readonly HttpRequest[];
  readonly bulk?: boolean;
}

const { requests, bulk = false } = JSON.parse(process.argv[2] ?? '{}') as Work;
const url = requests[0]?.url ?? '';
const secrets = createRedactor();
const { send } = await chooseTransport({ url, env: process.env, secrets, bulk });

for (const request of requests) {
  const outcome = await send(request, AbortSignal.timeout(5_000)).catch((thrown: unknown) => {
    const { name, kind, code, message } = thrown as Record<string, unknown>;
    return {
      name,
      kind,
      code,
      message,
      printed: inspect(thrown, { depth: Number.POSITIVE_INFINITY }),
    };
  });
  console.log(JSON.stringify(outcome));
}
