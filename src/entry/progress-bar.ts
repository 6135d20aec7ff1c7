import type { Progress } from '../show/measure-input.ts';

/** Shows on stderr how far a reading is, if that is a terminal; `stop` takes the bar away. */
export interface ProgressBar {
  readonly progress: Progress;
  stop(): void;
}

/** Files that are read at once need no bar. */
const smallestFile = 8 * 1024 * 1024;

export async function openProgressBar(): Promise<ProgressBar> {
  if (!process.stderr.isTTY) return { progress: () => undefined, stop: () => undefined };
  const { default: cliProgress } = await import('cli-progress');
  let bar: InstanceType<typeof cliProgress.SingleBar> | null = null;
  return {
    progress(done, whole, unit) {
      if (unit === 'bytes' && (whole === null || whole < smallestFile)) return;
      if (bar === null) {
        const of = whole === null ? `{value} ${unit}` : '{bar} {percentage} %';
        bar = new cliProgress.SingleBar({
          ...{ format: `Reading ${of}`, stream: process.stderr },
          ...{ clearOnComplete: true, hideCursor: true },
        });
        bar.start(whole ?? 0, 0);
      }
      bar.update(done);
    },
    stop: () => bar?.stop(),
  };
}
