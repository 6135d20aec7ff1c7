import { listAt, textAt } from './json.ts';

/**
 * What is wrong with a GraphQL answer, which comes with status 200, what there is and a list of errors; `null` when
 * nothing is. Source: GitHub docs, "Forming calls with GraphQL"; GraphQL specification, section 7.1.
 */
export function graphqlProblem(body: unknown, permission: string): string | null {
  const [error] = listAt(body, 'errors');
  if (error === undefined) return null;
  const message = textAt(error, 'message') ?? 'an error without a message';
  const isForbidden = textAt(error, 'type') === 'FORBIDDEN' || /not accessible by/.test(message);
  return isForbidden ? `${message} (the token needs \`${permission}\`)` : message;
}
