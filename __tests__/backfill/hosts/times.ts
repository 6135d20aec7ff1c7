export const hourMs = 3_600_000;

/** A time in milliseconds since the epoch, as hosts write it. */
export const iso = (ms: number): string => new Date(ms).toISOString();
