/** Time in milliseconds since the epoch. A fixed clock makes every decision repeatable in tests. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A number in [0, 1), for retry jitter and random delimiters. */
export type Random = () => number;

/** The few file operations that reports need. Paths are absolute or relative to the working directory. */
export interface Files {
  /** The text of a file, or `null` when there is none. @throws PortDoraError FILE_UNREADABLE */
  read(path: string): Promise<string | null>;
  /** Creates or replaces a file that only its owner may read (mode 600), with its folders. @throws PortDoraError FILE_UNWRITABLE */
  writePrivate(path: string, text: string): Promise<void>;
  /**
   * Creates an empty file that only its owner may read (mode 600), with its folders. Of several processes that do so at
   * the same time one succeeds. @returns `false` where there is something already @throws PortDoraError FILE_UNWRITABLE
   */
  createPrivate(path: string): Promise<boolean>;
  /** Adds text at the end of a file. @throws PortDoraError FILE_UNWRITABLE */
  append(path: string, text: string): Promise<void>;
}

/** Runs git in the working directory. `null` when git is absent, there is no checkout, or the command fails. */
export type Git = (args: readonly string[]) => Promise<string | null>;

/** Where people read what happens. Every text passes the redactor before it leaves the process. */
export interface Log {
  /** One line of ordinary output. */
  info(line: string): void;
  /** Detail for people who look for the reason; shown only when the CI's debug log is on. */
  debug(line: string): void;
  /** Something worth knowing that needs no action. */
  notice(line: string): void;
  /** Something that someone should look at. */
  warning(line: string): void;
  /** Something that must be mended. */
  error(line: string): void;
  /** Lines under a title, collapsed where the CI can do that. */
  group(title: string, lines: readonly string[]): void;
}

/** Keeps values out of every output, in every encoding. */
export interface Secrets {
  /** Registers a value; those of fewer characters than any secret has are ignored. */
  add(value: string): void;
  /** The text with every registered value replaced by `***`. */
  redact(text: string): string;
}

/** The variables of the process; only `entry` reads them from the process itself. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The outside world as one value, built once by `entry` and handed on in parts. */
export interface Host {
  readonly env: Environment;
  readonly cwd: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly files: Files;
  readonly git: Git;
  readonly log: Log;
  readonly secrets: Secrets;
  /** SHA-256 of a UTF-8 text in hex. */
  readonly sha256: (text: string) => string;
}
