import type { DeploymentRecord } from '../../deployment/record.ts';
import type { PortDoraError } from '../../errors/port-dora-error.ts';
import type { DeploymentSink } from '../backfill.ts';
import type { HostRepository } from '../deployment-host.ts';
import { createChannel } from './channel.ts';
import type { Outgoing } from './group-entities.ts';
import { type Sending, type SentDeployment, sendAll } from './send-all.ts';

/** A sink that writes to Port while repositories are still being read. */
export interface PortSink extends DeploymentSink {
  /** Waits until all that was taken is written. @returns the error that ended it early, or `null` */
  end(): Promise<PortDoraError | null>;
}

/** Deployments that wait for a request: enough for all requests that are under way and their next ones. */
const room = 100;

/** Bulk requests are filled across repositories, so that n deployments take ceil(n / 20) of them. */
export function createPortSink(
  sending: Sending,
  /** Told when all of a repository is in Port; never where something of it could not be read, or was refused. */
  onWritten: (repository: HostRepository) => Promise<void> = async () => undefined,
): PortSink {
  const channel = createChannel<Outgoing<DeploymentRecord>>(room);
  const open = new Map<DeploymentRecord, Pending>();
  const onSent = async (sent: SentDeployment): Promise<void> => {
    await sending.onSent(sent);
    const pending = open.get(sent.record);
    open.delete(sent.record);
    if (!pending) return;
    pending.left -= 1;
    pending.isComplete &&= sent.error === null;
    if (pending.left === 0 && pending.isComplete) await onWritten(pending.repository);
  };
  const sent = sendAll(channel, { ...sending, onSent });
  // What goes wrong is thrown by `end`; nobody waits for it before.
  sent.catch(() => undefined);
  return {
    async take(outgoing, repository, isWhole) {
      if (outgoing.length === 0 && isWhole) await onWritten(repository);
      const pending: Pending = { repository, left: outgoing.length, isComplete: isWhole };
      for (const one of outgoing) {
        open.set(one.origin, pending);
        if (!(await channel.push(one))) return false;
      }
      return true;
    },
    end() {
      channel.end();
      return sent;
    },
  };
}

interface Pending {
  readonly repository: HostRepository;
  left: number;
  isComplete: boolean;
}
