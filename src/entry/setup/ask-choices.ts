import { codeHosts, windows } from '../../catalog/choices.ts';
import { incidentTools } from '../../catalog/incident-tools.ts';
import { PortDoraError } from '../../errors/port-dora-error.ts';
import type { AskedChoices, SetupChoices } from '../../setup/setup-choices.ts';

/** Asks on the terminal for the choices that no flag made, with what the account shows as the answer to begin with. */
export async function askChoices(asked: AskedChoices, seen: SetupChoices): Promise<AskedChoices> {
  const { multiselect, select, confirm, isCancel } = await import('@clack/prompts');
  const answered = <Answer>(answer: Answer): Exclude<Answer, symbol> => {
    if (!isCancel(answer)) return answer as Exclude<Answer, symbol>;
    throw new PortDoraError('OPTION_MISSING', 'the questions were not answered', {
      hint: 'give the choices as flags: see port-dora setup --help',
    });
  };
  const several = async <Word extends string>(
    message: string,
    words: readonly Word[],
    initialValues: readonly Word[],
  ): Promise<readonly Word[]> => {
    const options = words.map((value) => ({ value: value as string }));
    const answer = await multiselect({
      message,
      options,
      initialValues: [...initialValues],
      required: false,
    });
    const chosen = answered(answer);
    return words.filter((word) => chosen.includes(word));
  };
  return {
    ...asked,
    scm: asked.scm ?? (await several('Which code hosts?', codeHosts, seen.scm)),
    incidents:
      asked.incidents ??
      (await several('Which incident tools?', Object.keys(incidentTools), seen.incidents)),
    window:
      asked.window ??
      answered(
        await select({
          message: 'Which time do the metrics cover?',
          options: windows.map((value) => ({ value })),
          initialValue: seen.window,
        }),
      ),
    scorecards:
      asked.scorecards ??
      answered(await confirm({ message: 'With scorecards?', initialValue: true })),
    dashboards:
      asked.dashboards ??
      answered(await confirm({ message: 'With a dashboard?', initialValue: true })),
  };
}

/** Whether the person says yes to what was shown. */
export async function askToGoOn(message: string): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message, initialValue: false });
  return !isCancel(answer) && answer;
}
