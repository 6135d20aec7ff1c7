import type { Exchange } from './openapi-description.ts';
import type { StandIn } from './stand-in.ts';

/** Writes down what a stand-in is asked by REST, and what it answers. */
export function overheard(standIn: StandIn, exchanges: Exchange[]): StandIn {
  return async (request) => {
    const answer = await standIn(request);
    const { pathname, searchParams } = request.url;
    if (pathname === '/graphql') return answer;
    const { status, body } = answer ?? { status: 404, body: { message: 'Not Found' } };
    exchanges.push({
      ...{ method: request.method, path: pathname, query: searchParams, status },
      body: JSON.parse(JSON.stringify(body)),
    });
    return answer;
  };
}
