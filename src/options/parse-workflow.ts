import type { Parsed } from './option.ts';

/** A workflow's file or name, or a pattern for them; the whole of it has to match. */
export function parseWorkflow(line: string): Parsed<string> {
  return /^[*?/.]+$/.test(line)
    ? {
        problem: 'matches every workflow',
        hint: 'name the workflow that deploys, or its file, for instance `deploy.yml`',
      }
    : { value: line };
}
