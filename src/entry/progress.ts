import type { BackfillProgress } from '../backfill/run-backfill.ts';
import type { Host } from '../host/host.ts';

/** How far the work is: one changing line on a terminal, a line now and then in a log. */
export interface ProgressDisplay {
  show(progress: BackfillProgress): void;
  end(): void;
}

/** Milliseconds between two lines of a log. */
const everyMs = 15_000;

export function createProgress({ clock, log }: Pick<Host, 'clock' | 'log'>): ProgressDisplay {
  const begun = clock.now();
  const isTerminal = Boolean(process.stderr.isTTY);
  let last = begun;
  return {
    show(progress) {
      const now = clock.now();
      const line = lineOf(progress, now - begun);
      if (isTerminal) process.stderr.write(`\r\u001b[2K${line}`);
      else if (now - last >= everyMs) {
        last = now;
        log.info(line);
      }
    },
    end() {
      if (isTerminal) process.stderr.write('\r\u001b[2K');
    },
  };
}

function lineOf({ repositories, found, written }: BackfillProgress, ms: number): string {
  const perSecond = ms > 0 ? Math.round((found / ms) * 1000) : 0;
  return `${repositories} repositories read, ${found} deployments found (${perSecond} a second), ${written} written`;
}
