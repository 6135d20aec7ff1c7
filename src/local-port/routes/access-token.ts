import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { parseBody } from '../http/parse-request.ts';
import { ok, type Route } from '../http/route.ts';

const credentials = z.strictObject({ clientId: z.string(), clientSecret: z.string() });

/** `POST /v1/auth/access_token` */
export const accessTokenRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/auth/access_token',
    isOpen: true,
    handle({ body }, { clientId, clientSecret, tokens, clock, behaviour }) {
      const given = parseBody(credentials, body);
      if (given.clientId !== clientId || given.clientSecret !== clientSecret) {
        throw new ApiError(
          401,
          'invalid_credentials',
          'Invalid credentials supplied to the generate token API',
        );
      }
      const now = clock.now();
      const token = tokens.issue(clientId, now);
      const tellsRest = token.isReused && behaviour.current.reusedTokenExpiresIn === 'remaining';
      return ok({
        accessToken: token.value,
        expiresIn: tellsRest ? Math.floor((token.expiresAt - now) / 1000) : tokens.lifetimeSeconds,
        tokenType: 'Bearer',
      });
    },
  },
];
