import type { DoctorInput } from '../../doctor/doctor-input.ts';
import type { PortClient } from '../../port/client.ts';
import type { PortAddress, Region } from '../../port/region.ts';

/** What says to which of Port's hosts credentials go. */
interface Place {
  readonly region: Region;
  readonly baseUrl: string | undefined;
}

/** Port's other region with the same credentials; `null` where the address is none of Port's, which must stay the only one. */
export function otherRegion<Options extends Place>(
  { region }: PortAddress,
  options: Options,
  open: (
    options: Options & Place,
  ) => Promise<{ readonly port: Pick<PortClient, 'getOrganization'> }>,
): DoctorInput['otherRegion'] {
  if (region === null) return null;
  const other = region === 'eu' ? 'us' : 'eu';
  const there = { ...options, region: other, baseUrl: undefined } as const;
  return { region: other, login: async () => (await open(there)).port.getOrganization() };
}
