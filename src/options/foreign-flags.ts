import type { OptionProblem } from './option-problem.ts';

/** The flags of each verb of a command, but for those that all of its verbs have. */
export type VerbFlags = Readonly<Record<string, readonly string[]>>;

/** A problem for each flag that another verb of the command has and this one would pass over. */
export function foreignFlags(
  command: string,
  verb: string,
  verbs: VerbFlags,
  flags: Readonly<Record<string, string>>,
): readonly OptionProblem[] {
  const own = verbs[verb] ?? [];
  return Object.keys(flags).flatMap((flag): OptionProblem[] => {
    const others = Object.keys(verbs).filter((one) => verbs[one]?.includes(flag));
    if (others.length === 0 || own.includes(flag)) return [];
    return [
      {
        code: 'OPTION_UNKNOWN',
        message: `${command} ${verb} has no option --${flag}`,
        hint: `leave it out; it belongs to ${others.map((one) => `${command} ${one}`).join(', ')}`,
      },
    ];
  });
}
