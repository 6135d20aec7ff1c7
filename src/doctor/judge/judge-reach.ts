import type { Facts, Probe } from '../facts.ts';
import { failure, fine, type Remark, skipped, warning } from '../finding.ts';
import type { Reading } from '../reading.ts';

/** Whether a Port API answers at the address. */
export function judgeReach({
  probe,
  address,
}: Pick<Facts, 'probe' | 'address'>): readonly Remark[] {
  if ('notRead' in probe) return [skipped(probe.notRead)];
  if ('error' in probe) return [failure(probe.error.message, probe.error.hint)];
  const where = address.region === null ? address.api : `${address.api} (${address.region})`;
  const { status, isPort } = probe.value;
  if (isPort && status < 500) return [fine(`the Port API answers at ${where}`)];
  if (status >= 500) {
    return [
      failure(`${where} answers ${status}`, 'try again later: the server has a fault of its own'),
    ];
  }
  return [
    failure(
      `what answers at ${where} (status ${status}) is not the Port API`,
      'check `base-url`, and whether a proxy or firewall answers in place of Port',
    ),
  ];
}

const minute = 60_000;

/** Whether this machine's clock can be trusted: reports are dated by it, and tokens end by it. */
export function judgeClock(probe: Reading<Probe>): readonly Remark[] {
  if ('notRead' in probe) return [skipped(probe.notRead)];
  if ('error' in probe) return [skipped('the Port API could not be reached')];
  const { aheadMs } = probe.value;
  if (aheadMs === null) return [skipped('the server does not tell its time')];
  const off = Math.abs(aheadMs);
  if (off <= minute) return [fine('the clock agrees with that of the server')];
  const says = `the clock of this machine is ${inWords(off)} ${aheadMs > 0 ? 'behind' : 'ahead of'} that of the server`;
  const fix = 'set the clock, and keep it by NTP: deployments are dated by it';
  return [off > 5 * minute ? failure(says, fix) : warning(says, fix)];
}

function inWords(ms: number): string {
  const minutes = Math.round(ms / minute);
  if (minutes < 2) return `${Math.round(ms / 1000)} s`;
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
