import { asPortDoraError, type PortDoraError } from '../errors/port-dora-error.ts';

/** Something that was read, or why it was not: it failed, or there was no point in trying. */
export type Reading<T> =
  | { readonly value: T }
  | { readonly error: PortDoraError }
  | { readonly notRead: string };

export const notRead = (why: string): { readonly notRead: string } => ({ notRead: why });

/** Reads until the signal ends; never throws. */
export async function attempt<T>(read: () => Promise<T>, end: AbortSignal): Promise<Reading<T>> {
  if (end.aborted) return outOfTime;
  let onEnd = (): void => undefined;
  const late = new Promise<Reading<T>>((resolve) => {
    onEnd = () => resolve(outOfTime);
    end.addEventListener('abort', onEnd);
  });
  try {
    return await Promise.race([read().then((value) => ({ value })), late]);
  } catch (thrown) {
    return { error: asPortDoraError(thrown) };
  } finally {
    end.removeEventListener('abort', onEnd);
  }
}

const outOfTime = notRead('the time was over (`--timeout`)');

/** Reads by what was read before; where that is not there, says so and does not try. */
export async function attemptWith<From, T>(
  from: Reading<From>,
  needed: string,
  read: (from: From) => Promise<T>,
  end: AbortSignal,
): Promise<Reading<T>> {
  if ('value' in from) return attempt(() => read(from.value), end);
  return 'notRead' in from ? from : notRead(needed);
}
