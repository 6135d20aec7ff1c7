import type { RunContext } from '../deployment/run-context.ts';
import type { Host } from '../host/host.ts';
import { presentValue } from '../host/present-value.ts';
import { deriveRunContext } from './derive-run-context.ts';
import { ciMarks, detectCi } from './detect-ci.ts';
import {
  type AskedVariable,
  type EnvironmentReader,
  environmentReader,
} from './environment-reader.ts';
import { loadProvider } from './load-provider.ts';
import type { Checkout, CiEvent, JobHints, Provider } from './provider.ts';
import { readEventFile } from './read-event-file.ts';

/** What the CI tells: the context, the event behind it, and the variables that were asked for. */
export interface CiReading {
  readonly context: RunContext;
  readonly event: CiEvent;
  /** Of the recognised CI only, not of those that were ruled out. */
  readonly asked: readonly AskedVariable[];
}

/** What reading takes from the outside. */
export type Edge = Pick<Host, 'env' | 'files' | 'git' | 'log' | 'clock'>;

/** Recognises the CI and reads its facts. Never throws for what a CI leaves out: that is `null`, with a debug line. */
export async function readRunContext(host: Edge, hints: JobHints): Promise<CiReading> {
  const ci = hints.ci ?? detectCi(environmentReader(host.env));
  const provider = await loadProvider(ci);
  const env = environmentReader(host.env);
  ciMarks[ci](env); // what it was recognised by is among what it was asked for
  const event = await readEvent(host, provider, env);
  const checkout = provider.usesCheckout ? await readCheckoutOf(host) : null;
  const facts = provider.read(env, { event, hints: presentHints(hints), checkout });
  const { context, notes } = deriveRunContext(provider.id, facts, host.clock.now());
  for (const note of notes) host.log.debug(`${provider.id}: ${note}`);
  return { context, event, asked: env.asked() };
}

async function readCheckoutOf({ git }: Pick<Host, 'git'>): Promise<Checkout | null> {
  const { readCheckout } = await import('./read-checkout.ts'); // off the way of those that need none
  return readCheckout(git);
}

/** An expression that the CI could not fill in leaves an empty text, which is no hint. */
function presentHints({ jobId, jobStatus }: JobHints): JobHints {
  return { jobId: presentValue(jobId), jobStatus: presentValue(jobStatus) };
}

async function readEvent(host: Edge, provider: Provider, env: EnvironmentReader): Promise<CiEvent> {
  const source = provider.eventSource?.(env);
  if (source === undefined) return { name: null, payload: null };
  if (source.path === null) {
    host.log.debug(`${provider.id}: no event file is named`);
    return { name: source.name, payload: null };
  }
  const { payload, reason } = await readEventFile(host.files, source.path);
  if (reason !== null) host.log.debug(`${provider.id}: ${reason}`);
  return { name: source.name, payload };
}
