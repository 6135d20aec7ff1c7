import type { Environment, Files, Random } from '../host/host.ts';

/** The files through which a step of GitHub Actions hands on values (GitHub docs, "Workflow commands", environment files). */
export interface ActionFiles {
  /** A value for later stages of this step, read back as `STATE_<name>`. */
  saveState(name: string, value: string): Promise<void>;
  /** An output of the step; lost when it is written in the post stage. */
  setOutput(name: string, value: string): Promise<void>;
  /** Adds HTML or Markdown to the job summary; left out when it is larger than the runner takes. */
  addSummary(text: string): Promise<void>;
}

/** The runner shows nothing of a summary above this many bytes. */
const summaryLimit = 1024 * 1024;

export function createActionFiles(env: Environment, files: Files, random: Random): ActionFiles {
  const put = async (variable: string, name: string, value: string): Promise<void> => {
    const path = env[variable];
    if (!path) return;
    const delimiter = newDelimiter(value, random);
    await files.append(path, `${name}<<${delimiter}\n${value}\n${delimiter}\n`);
  };
  return {
    saveState: (name, value) => put('GITHUB_STATE', name, value),
    setOutput: (name, value) => put('GITHUB_OUTPUT', name, value),
    addSummary: async (text) => {
      const path = env.GITHUB_STEP_SUMMARY;
      if (path && Buffer.byteLength(text) < summaryLimit) await files.append(path, `${text}\n`);
    },
  };
}

/** A line that the value does not hold, so that no value can end its own block and write another. */
function newDelimiter(value: string, random: Random): string {
  const part = (): string =>
    Math.floor(random() * 0xffffffff)
      .toString(16)
      .padStart(8, '0');
  let delimiter = `port-dora-${part()}${part()}`;
  while (value.includes(delimiter)) delimiter += part();
  return delimiter;
}
