import type { IncidentFacts } from '../facts.ts';
import { fine, orFine, type Remark, warning } from '../finding.ts';

/** Whether incidents can be counted for services. */
export function judgeIncidents(tools: readonly IncidentFacts[]): readonly Remark[] {
  if (tools.length === 0) {
    return [fine('no incident tool: failures are known by runs and rollbacks alone')];
  }
  return tools.flatMap((tool) => orFine(remarksOn(tool), fineWords(tool)));
}

const fineWords = ({ blueprint, count, days }: IncidentFacts): string =>
  `${blueprint}: ${count} incidents of the last ${days} days, each with its service`;

function remarksOn(one: IncidentFacts): readonly Remark[] {
  const { tool, blueprint, lacks, count, withoutService, resolved, days } = one;
  if (lacks.length > 0) {
    return [
      warning(
        `${blueprint} lacks ${lacks.join(', ')}, so no metric counts its incidents`,
        `run \`port-dora setup apply --incidents ${tool}\``,
      ),
    ];
  }
  const remarks: Remark[] = [];
  if (withoutService > 0) {
    remarks.push(
      warning(
        `${withoutService} of ${count} incidents of ${blueprint} in ${days} days have no service`,
        `check the relation in the mapping: \`port-dora mappings print ${tool} incident\` shows what it needs`,
      ),
    );
  }
  if (count >= 5 && resolved === 0) {
    remarks.push(
      warning(
        `none of ${count} incidents of ${blueprint} in ${days} days has resolvedAt`,
        `let the mapping fetch resolved incidents and fill resolvedAt: \`port-dora mappings print ${tool} incident\``,
      ),
    );
  }
  return remarks;
}
