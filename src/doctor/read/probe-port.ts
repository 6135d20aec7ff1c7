import type { Clock, Secrets } from '../../host/host.ts';
import { failureError } from '../../port/call-errors.ts';
import type { HttpResponse, Transport } from '../../port/http/transport.ts';
import { TransportError } from '../../port/http/transport-error.ts';
import { parseJsonObject } from '../../port/json.ts';
import type { PortAddress } from '../../port/region.ts';
import { routes } from '../../port/routes.ts';
import { buildRequest } from '../../port/wire.ts';
import type { Probe } from '../facts.ts';

interface ProbeNeeds {
  readonly address: PortAddress;
  readonly transport: Transport;
  readonly clock: Pick<Clock, 'now'>;
  readonly secrets: Secrets;
  readonly version: string;
}

const longestMs = 10_000;

/**
 * Asks for something that needs credentials without giving any: Port's refusal shows that it is there, and what time it is.
 * @throws ApiError when there is no answer
 */
export async function probePort(needs: ProbeNeeds, end: AbortSignal): Promise<Probe> {
  const request = buildRequest(needs, routes.getOrganization, {});
  const sentAt = needs.clock.now();
  try {
    const answer = await needs.transport(
      request,
      AbortSignal.any([end, AbortSignal.timeout(longestMs)]),
    );
    return {
      status: answer.status,
      isPort: isPort(answer),
      aheadMs: aheadMs(answer, sentAt, needs.clock.now()),
    };
  } catch (thrown) {
    const { address, secrets } = needs;
    const call = { route: routes.getOrganization, params: {}, address, secrets };
    throw failureError({ ...call, attempts: 1, stopped: null }, asFailure(thrown));
  }
}

const asFailure = (thrown: unknown): TransportError =>
  thrown instanceof TransportError
    ? thrown
    : new TransportError('timed-out', 'NO_ANSWER', 'no answer in time');

/** Port's envelope has `ok` in every answer. */
const isPort = ({ body }: HttpResponse): boolean => typeof parseJsonObject(body)?.ok === 'boolean';

/** The header counts whole seconds, so the true time is up to one second later; a cached answer tells an old time. */
function aheadMs({ headers }: HttpResponse, sentAt: number, answeredAt: number): number | null {
  const told = Date.parse(headers.date ?? '');
  if (Number.isNaN(told) || Number(headers.age ?? 0) > 0) return null;
  if (told + 999 < sentAt) return told + 999 - sentAt;
  return told > answeredAt ? told - answeredAt : 0;
}
