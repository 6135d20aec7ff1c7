import { type CheckName, checkNames, type Finding, type FindingLevel } from './finding.ts';

const words: Readonly<Record<FindingLevel, string>> = {
  ok: 'ok',
  warning: 'warning',
  failure: 'FAILURE',
  skipped: '-',
};

const colours: Readonly<Record<FindingLevel, string>> = {
  ok: '32',
  warning: '33',
  failure: '31',
  skipped: '2',
};

const levelWidth = Math.max(...Object.values(words).map(({ length }) => length));
const nameWidth = Math.max(...checkNames.map(({ length }: CheckName) => length));

/** A line for each finding, with what to do under it, and how many there are. */
export function renderFindings(
  findings: readonly Finding[],
  { colour }: { readonly colour: boolean },
): readonly string[] {
  const lines = findings.flatMap(({ check, level, says, fix }) => {
    const word = words[level].padEnd(levelWidth);
    const shown = colour ? `\u001b[${colours[level]}m${word}\u001b[0m` : word;
    const indent = ' '.repeat(levelWidth + nameWidth + 4);
    return [
      `${shown}  ${check.padEnd(nameWidth)}  ${says}`,
      ...(fix === null ? [] : [`${indent}→ ${fix}`]),
    ];
  });
  return [...lines, '', summary(findings)];
}

function summary(findings: readonly Finding[]): string {
  const { failures, warnings, skipped } = countLevels(findings);
  const rest = skipped > 0 ? `, ${skipped} not looked at` : '';
  return `${counted(failures, 'failure')}, ${counted(warnings, 'warning')}${rest}`;
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

/** How many findings of each level there are. */
export function countLevels(findings: readonly Finding[]) {
  const of = (level: FindingLevel): number => findings.filter((one) => one.level === level).length;
  return { failures: of('failure'), warnings: of('warning'), skipped: of('skipped'), ok: of('ok') };
}
