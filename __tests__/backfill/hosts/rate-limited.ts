import type { StandIn, StandInAnswer } from '../../scm/hosts/stand-in.ts';

/** What a host refuses every so many requests with, one after the other; each refused request works when it is repeated. */
export function rateLimited(
  standIn: StandIn,
  every: number,
  refusals: readonly (() => StandInAnswer)[],
): StandIn & { readonly refused: () => number } {
  let [count, refused] = [0, 0];
  const limited: StandIn = async (request) => {
    count += 1;
    const refusal = count % every === 0 ? refusals[refused % refusals.length] : undefined;
    if (refusal === undefined) return standIn(request);
    refused += 1;
    return refusal();
  };
  return Object.assign(limited, { refused: () => refused });
}

/** A page of a list by `page` and `per_page`, with the `link` header that GitHub and GitLab write. */
export function linkedPage(url: URL, items: readonly unknown[]): StandInAnswer {
  const size = Number(url.searchParams.get('per_page') ?? 20);
  const number = Number(url.searchParams.get('page') ?? 1);
  const next = new URL(url);
  next.searchParams.set('page', String(number + 1));
  const link = `<${url.href}>; rel="first", <${next.href}>; rel="next"`;
  return {
    status: 200,
    headers: number * size < items.length ? { link } : { link: `<${url.href}>; rel="first"` },
    body: items.slice((number - 1) * size, number * size),
  };
}
