import type { CiId } from '../deployment/run-context.ts';
import type { EnvironmentReader } from './environment-reader.ts';
import type { Payload } from './payload.ts';

/** A fact as the CI wrote it, before it is checked; absent and `null` both mean that the CI does not tell. */
export type Fact = string | null;

/**
 * Raw facts, with no policy: `deriveRunContext` checks every one and turns them into the run context.
 * A provider names only what its CI tells and does not clean values itself.
 */
export interface ProviderFacts {
  /** `owner/name`; taken from the repository's address when absent. */
  readonly slug?: Fact;
  /** Web or clone address, with or without credentials. */
  readonly repositoryUrl?: Fact;
  readonly defaultBranch?: Fact;
  /** With or without `refs/heads/`. A `refs/tags/…` here counts as the tag; other `refs/…` are no branch. */
  readonly branch?: Fact;
  /** With or without `refs/tags/`. A run with a tag has no branch, whatever `branch` says. */
  readonly tag?: Fact;
  /** 7 to 64 hex digits; anything else (`HEAD`, a Subversion revision) is dropped. */
  readonly sha?: Fact;
  readonly pullRequest?: { readonly number: Fact; readonly targetBranch?: Fact } | null;
  readonly run?: {
    readonly id?: Fact;
    readonly number?: Fact;
    /** A positive integer, counted from 1. */
    readonly attempt?: Fact;
    readonly url?: Fact;
  };
  readonly job?: { readonly id?: Fact; readonly name?: Fact; readonly url?: Fact };
  readonly actor?: Fact;
  readonly environment?: Fact;
  /** The CI's own word (`SucceededWithIssues`, `hard_failed`, …); for exit codes see `exitStatus`. */
  readonly status?: Fact;
  /** Times in order of preference: the first that can be read and is not in the future is taken. */
  readonly createdAt?: readonly Fact[];
}

/** The event that started the run, where the CI keeps it in a file. */
export interface CiEvent {
  readonly name: string | null;
  readonly payload: Payload | null;
}

/** What only the step itself can pass on, from the options `job-id` and `job-status`. */
export interface JobHints {
  readonly jobId: string | null;
  readonly jobStatus: string | null;
  /** The CI that the user names, when it is not recognised or another one shows through. */
  readonly ci?: CiId | null;
}

/** What git knows in the working directory. */
export interface Checkout {
  readonly sha: string | null;
  readonly branch: string | null;
  /** A tag that points at the commit which is checked out. */
  readonly tag: string | null;
  readonly repositoryUrl: string | null;
}

/** What a provider may read beside variables, fetched at the edge before it is called. */
export interface ProviderSources {
  readonly event: CiEvent;
  readonly hints: JobHints;
  /** Only for providers with `usesCheckout`, and only when there is a checkout. */
  readonly checkout: Checkout | null;
}

/** One CI: which variables tell which fact. Pure: no process, network or policy. `ciMarks` says how it is recognised. */
export interface Provider {
  readonly id: CiId;
  /** `true` where the CI may not tell the commit or the repository; then git is asked as well. */
  readonly usesCheckout?: boolean;
  /** Where the CI keeps the event that started the run; absent where it keeps none. */
  eventSource?(env: EnvironmentReader): {
    readonly name: string | null;
    readonly path: string | null;
  };
  read(env: EnvironmentReader, sources: ProviderSources): ProviderFacts;
}
