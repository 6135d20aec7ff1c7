import type { Host } from '../host/host.ts';

/** How far some work is. */
export interface WorkProgress {
  readonly done: number;
  /** Of `done`; `null` where nobody knows it yet. */
  readonly whole: number | null;
  /** Deployments so far, for the rate. */
  readonly deployments: number;
  /** What else there is to say, in a few words. */
  readonly text: string;
}

/** Shows it: a bar with rate and time left on a terminal, a line now and then in a log. */
export interface ProgressDisplay {
  show(progress: WorkProgress): void;
  end(): void;
}

/** Milliseconds between two lines of a log. */
const everyMs = 15_000;

export async function openProgress(host: Pick<Host, 'clock' | 'log'>): Promise<ProgressDisplay> {
  return process.stderr.isTTY ? openBar(host) : createLines(host);
}

function createLines({ clock, log }: Pick<Host, 'clock' | 'log'>): ProgressDisplay {
  const begun = clock.now();
  let last = begun;
  return {
    show(progress) {
      const now = clock.now();
      if (now - last < everyMs) return;
      last = now;
      log.info(`${share(progress)}${progress.text} (${rateOf(progress, now - begun)})`);
    },
    end: () => undefined,
  };
}

async function openBar({ clock }: Pick<Host, 'clock'>): Promise<ProgressDisplay> {
  const { default: cliProgress } = await import('cli-progress');
  const begun = clock.now();
  let last = Number.NEGATIVE_INFINITY;
  let bar: InstanceType<typeof cliProgress.SingleBar> | null = null;
  return {
    show(progress) {
      const now = clock.now();
      if (now - last < redrawMs) return;
      last = now;
      const { done, whole, text } = progress;
      const about = {
        text,
        rate: rateOf(progress, now - begun),
        left: left(progress, now - begun),
      };
      if (bar === null) {
        const format = '{bar} {percentage} % | {text} | {rate} | {left} left';
        bar = new cliProgress.SingleBar({
          ...{ format: whole === null ? '{text} | {rate}' : format, stream: process.stderr },
          ...{ clearOnComplete: true, hideCursor: true },
        });
        bar.start(whole ?? 0, 0, about);
      }
      if (whole !== null) bar.setTotal(whole);
      bar.update(done, about);
    },
    end() {
      bar?.stop();
      bar = null;
    },
  };
}

const redrawMs = 100;

/** The library's own guess jumps where many steps come at once. */
function left({ done, whole }: WorkProgress, ms: number): string {
  if (whole === null || done === 0) return '?';
  const seconds = Math.ceil((((whole - done) / done) * ms) / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

const share = ({ done, whole }: WorkProgress): string =>
  whole ? `${Math.floor((done / whole) * 100)} %: ` : '';

const rateOf = ({ deployments }: WorkProgress, ms: number): string =>
  `${ms > 0 ? Math.round((deployments / ms) * 1000) : 0} a second`;
