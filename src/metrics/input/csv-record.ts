import { isFields } from '../parse-record.ts';

/** What a column is also called: properties of Port's deployments, exported as a table. */
const aliases: Readonly<Record<string, string>> = {
  deploymentStatus: 'status',
  serviceName: 'service',
  commitSha: 'sha',
  repositoryUrl: 'repository',
  deployedBy: 'actor',
};

/** Columns that make up the field `failure`. */
const failureColumns = { failureReason: 'reason', failureAt: 'at', failureBy: 'by' } as const;

/** The fields of a record from the columns of a row: numbers, lists and the failure take their form, all else stays text. */
export function csvRecord(row: unknown): unknown {
  if (!isFields(row)) return row;
  const fields: Record<string, unknown> = {};
  const failure: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const part = Object.hasOwn(failureColumns, name)
      ? failureColumns[name as keyof typeof failureColumns]
      : undefined;
    const ours = (Object.hasOwn(aliases, name) ? aliases[name] : undefined) ?? name;
    if (part === undefined) fields[ours] ??= cellOf(ours, String(value));
    else failure[part] = value;
  }
  return Object.keys(failure).length === 0 ? fields : { ...fields, failure };
}

function cellOf(name: string, text: string): unknown {
  if (name === 'leadTimeHours') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  if (name === 'changesTruncated') return text.toLowerCase() === 'true';
  if (name === 'incidents') return text.split(/[;\s]+/).filter(Boolean);
  return name === 'changes' ? parsed(text) : text;
}

/** A list that is no JSON stays text, and the record is refused by name. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
