import type { IntegrationFacts, SetupFacts } from '../facts.ts';
import { failure, fine, orFine, type Remark, skipped, warning } from '../finding.ts';
import { someOf } from './some-of.ts';

/** Whether the integrations are there that the choices of setup need. */
export function judgeIntegrations(
  installed: readonly IntegrationFacts[],
  { notInstalled }: Pick<SetupFacts, 'notInstalled'>,
): readonly Remark[] {
  const remarks = notInstalled.map((tool) =>
    warning(
      `Port's ${tool} integration is not installed, although setup was told to use it`,
      `install it in Port under Data sources, or take ${tool} out of the choices of setup`,
    ),
  );
  const names = installed.map(({ id, type }) => (id === type ? id : `${id} (${type})`));
  return orFine(
    remarks,
    names.length === 0 ? 'none is installed, and none is needed' : `installed: ${someOf(names, 5)}`,
  );
}

/** How many findings of one mapping are shown. */
const most = 3;

/** Whether the mappings that make deployments and incidents yield any. */
export function judgeMappings(installed: readonly IntegrationFacts[]): readonly Remark[] {
  const mapped = installed.filter(({ resources }) => resources > 0);
  if (mapped.length === 0) return [skipped('no integration maps to deployments or incidents')];
  return mapped.flatMap(({ id, resources, findings }) => {
    if (findings.length === 0)
      return [fine(`${id}: ${resources} resources, nothing to find fault with`)];
    const worst = [...findings].sort((a, b) =>
      a.level < b.level ? -1 : a.level > b.level ? 1 : 0,
    );
    const more = findings.length - most;
    return [
      ...worst
        .slice(0, most)
        .map(({ rule, level, message, hint }) =>
          (level === 'error' ? failure : warning)(`${id}: ${rule}: ${message}`, hint),
        ),
      ...(more > 0
        ? [
            warning(
              `${id}: ${more} more findings`,
              'copy the mapping into a file and run `port-dora mappings lint FILE`',
            ),
          ]
        : []),
    ];
  });
}
