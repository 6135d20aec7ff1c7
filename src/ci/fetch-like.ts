/** The part of `fetch` that reading from GitHub needs, so that the global one or a smaller transport fits. */
export type FetchLike = (
  url: string,
  init: { readonly headers: Record<string, string>; readonly signal?: AbortSignal },
) => Promise<{ readonly status: number; text(): Promise<string> }>;
