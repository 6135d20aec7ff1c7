import type { Host } from '../host/host.ts';

/** A signal for long work: the first Ctrl-C ends it in good order, the second one at once. */
export function onInterrupt({ log }: Pick<Host, 'log'>): {
  readonly signal: AbortSignal;
  /** Leaves the process as it was. */
  end(): void;
} {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(130);
    log.warning(
      'Stopping: what is under way is finished first. Press Ctrl-C again to end at once.',
    );
    controller.abort(new Error('stopped by the user'));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    end() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
