import type { DeploymentStatus } from '../deployment/record.ts';
import type { PortEntity } from '../port/entity.ts';
import type { DeliveryNames, Parcel } from './parcel.ts';
import type { ReportPort } from './report-port.ts';
import type { Delivery, Problem, ServiceLink } from './report-result.ts';
import type { Resent } from './resend-fitted.ts';
import { type Sent, send } from './send-entities.ts';

/**
 * Sends the entities, and says of each what Port answered and which service it belongs to.
 * What an account cannot take is left out in a second try, so that a blueprint made by hand from Port's guide works too.
 */
export async function deliver(
  port: ReportPort,
  parcels: readonly Parcel[],
  names: DeliveryNames,
): Promise<readonly Omit<Delivery, 'url'>[]> {
  const first = await send(
    port,
    names.blueprint,
    parcels.map(({ entity }) => entity),
  );
  const second = await mend(port, parcels, first, names);
  const sent = parcels.map((_, index) => second.get(index)?.sent ?? first[index] ?? unanswered);
  const entities = await entitiesOf(port, parcels, sent, names);
  return Promise.all(
    parcels.map(async (parcel, index) => {
      const answer = sent[index] ?? unanswered;
      const entity = entities[index] ?? null;
      const resent = second.get(index);
      return {
        record: parcel.record,
        reported: answer.ok,
        status: answer.ok ? await settleStatus(port, parcel, entity, names) : parcel.record.status,
        service: answer.ok
          ? await serviceOf(port, parcel, entity, resent?.service ?? null, names)
          : unknownService,
        problem: answer.ok ? null : answer.problem,
        leftOut: answer.ok ? (resent?.leftOut ?? []) : [],
        unrelated: answer.ok ? (resent?.unrelated ?? []) : [],
      };
    }),
  );
}

/** The entities as Port has them now. A bulk answer does not show them, so they are read. */
async function entitiesOf(
  port: ReportPort,
  parcels: readonly Parcel[],
  sent: readonly Sent[],
  names: DeliveryNames,
): Promise<readonly (PortEntity | null)[]> {
  if (!sent.some((answer) => answer.ok && !answer.entity)) {
    return sent.map((answer) => (answer.ok ? answer.entity : null));
  }
  const { readBack } = await import('./read-back.ts');
  return readBack(port, names, parcels, sent);
}

const unknownService: ServiceLink = { state: 'unknown' };

const unanswered: Sent = {
  ok: false,
  mayFit: false,
  problem: {
    code: 'API_UNREADABLE',
    message: 'Port did not answer for this entity',
    hint: 'run the step again',
  },
};

/** The second answers, by position, for those that were refused but may fit. */
async function mend(
  port: ReportPort,
  parcels: readonly Parcel[],
  first: readonly Sent[],
  names: DeliveryNames,
): Promise<ReadonlyMap<number, Resent>> {
  const positions = first.flatMap((answer, index) => (!answer.ok && answer.mayFit ? [index] : []));
  if (positions.length === 0) return new Map();
  const refused = positions.flatMap((index) => {
    const parcel = parcels[index];
    return parcel ? [{ entity: parcel.entity, service: serviceSearch(parcel, names) }] : [];
  });
  const { resendFitted } = await import('./resend-fitted.ts');
  const resent = await resendFitted(port, refused, names).catch(() => null);
  if (resent === null) return new Map();
  const result = (position: number): Resent | undefined =>
    isProblem(resent) ? refusal(resent) : resent[position];
  return new Map(
    positions.flatMap((index, position) => {
      const one = result(position);
      return one ? [[index, one] as const] : [];
    }),
  );
}

const isProblem = (answer: readonly Resent[] | Problem): answer is Problem => 'code' in answer;

const refusal = (problem: Problem): Resent => ({
  sent: { ok: false, problem, mayFit: false },
  leftOut: [],
  unrelated: [],
  service: null,
});

/**
 * Jobs of one run may deploy the same thing, and one that failed makes the deployment failed. When Port's entity says
 * so after we wrote `Success`, the status is put back: no job clears what another one found.
 */
async function settleStatus(
  port: ReportPort,
  { record }: Parcel,
  entity: PortEntity | null,
  names: DeliveryNames,
): Promise<DeploymentStatus> {
  const properties = entity?.properties ?? {};
  const reason = properties[names.failureReason];
  const failedBefore = properties[names.failed] === true && (reason === 'run' || !reason);
  if (record.status === 'Failed' || !failedBefore) return record.status;
  const correction = {
    identifier: record.identifier,
    properties: { [names.status]: names.failedStatus },
  };
  const [answer] = await send(port, names.blueprint, [correction]);
  return answer?.ok ? 'Failed' : record.status;
}

async function serviceOf(
  port: ReportPort,
  parcel: Parcel,
  entity: PortEntity | null,
  known: ServiceLink | null,
  names: DeliveryNames,
): Promise<ServiceLink> {
  const related = entity?.relations[names.serviceRelation];
  const identifier = Array.isArray(related) ? related[0] : related;
  if (typeof identifier === 'string' && identifier !== '') return { state: 'linked', identifier };
  if (known && known.state !== 'linked') return known;
  if (!entity) return unknownService;
  const { findService } = await import('./find-service.ts');
  const found = await findService(port, serviceSearch(parcel, names));
  // There is one, and still the entity is not linked to it: nothing that the user could mend by name.
  return found.state === 'linked' ? unknownService : found;
}

const serviceSearch = ({ record }: Parcel, names: DeliveryNames) => ({
  blueprint: names.serviceBlueprint,
  property: names.serviceMatch,
  name: record.service,
});
