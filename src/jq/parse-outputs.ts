/** A number that may be too large for JavaScript has an exponent of three digits or more. */
const hugeNumber = /\d[eE]\+?\d{3}/;

/** The values that jq has printed, one a line. Numbers past the range of JavaScript are `null`, as in Port. */
export function parseOutputs(stdout: string): unknown[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line, hugeNumber.test(line) ? withoutInfinity : undefined));
}

function withoutInfinity(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
