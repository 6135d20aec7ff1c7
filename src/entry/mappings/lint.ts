import { PortDoraError } from '../../errors/port-dora-error.ts';
import { loadJq } from '../../jq/load-jq.ts';
import { lintMapping } from '../../mapping/lint/lint-mapping.ts';
import type { Finding } from '../../mapping/lint/rules.ts';
import { exitCodes } from '../command.ts';
import { printJson } from '../process-host.ts';
import type { MappingsWork } from './mappings-work.ts';
import { deploymentNames, readBlueprints } from './read-blueprints.ts';
import { readPayloads, readText } from './read-text.ts';

/** A finding and the file that it is in. */
interface PlacedFinding extends Finding {
  readonly file: string;
}

/** Looks for what is wrong with mapping files. @returns 1 when one of them has an error */
export async function lintMappings(work: MappingsWork): Promise<number> {
  const { words: files, values, host, isJson } = work;
  if (files.length === 0) {
    throw new PortDoraError('OPTION_MISSING', 'there is no file to look at', {
      hint: 'write port-dora mappings lint FILE, or - for stdin',
    });
  }
  const payloads = values.payload === undefined ? [] : await readPayloads(values.payload, work);
  const blueprints = await readBlueprints(work);
  // A filter that never ends is stopped up to four times before it is known to be the one: among others, then alone.
  const jq = await loadJq({ spares: 3 });
  const findings: PlacedFinding[] = [];
  for (const file of files) {
    const text = await readText(file, work);
    const found = lintMapping(text, {
      ...{ jq, payloads, ...blueprints, integration: values.integration ?? null },
      names: deploymentNames(work),
    });
    findings.push(...found.map((finding) => ({ file, ...finding })));
  }
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  if (isJson) printJson({ files, errors, warnings, findings }, host);
  else for (const line of render(findings, files, errors)) host.log.info(line);
  return errors > 0 ? exitCodes.failed : exitCodes.done;
}

function render(
  findings: readonly PlacedFinding[],
  files: readonly string[],
  errors: number,
): readonly string[] {
  if (findings.length === 0) return [`${files.join(', ')}: nothing to find fault with`];
  const lines = findings.flatMap(({ file, line, column, level, rule, message, hint }) => [
    `${file}:${line}:${column} ${level} ${rule}`,
    `  ${message}`,
    `  ${hint}`,
  ]);
  const warnings = findings.length - errors;
  return [...lines, '', `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`];
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;
