import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { inAscii, inputOptions, outputOptions } from '../bundle/bundler-options.ts';

/** The command line with all its parts in one script: an executable has no files beside itself to load. */
export async function singleFile(root: string): Promise<string> {
  const build = await rolldown({ ...inputOptions(root), input: join(root, 'src/entry/cli.ts') });
  const { output } = await build.generate({ ...outputOptions, codeSplitting: false });
  await build.close();
  const [script, ...others] = output;
  if (others.length > 0) throw new Error(`parts were split off: ${others.map((one) => one.fileName)}`);
  return inAscii(script.code);
}
