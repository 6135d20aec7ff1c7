/** The exit code of jq for a program that does not compile. */
export const compileErrorExitCode = 3;

/** Said of a program that fails with nothing or with an empty text. */
export const noMessage = 'jq failed without a message';

/** Lines that stand before the program of a user when it is run. */
const linesBefore = 1;

/** What jq says of a program that failed, without its own name, and with lines as the user counts them. */
export function jqMessage(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => !/^jq: \d+ compile errors?$/.test(line));
  const text = lines
    .map((line) => (line.startsWith('jq: error') ? ownPosition(line) : line))
    .join('\n')
    .trim();
  return text || noMessage;
}

function ownPosition(line: string): string {
  return line
    .replace(/^jq: error(?: \(at [^)]*\))?:? ?/, '')
    .replace(
      /at <top-level>, line (\d+)/,
      (_, number: string) => `at line ${Math.max(1, Number(number) - linesBefore)}`,
    );
}
