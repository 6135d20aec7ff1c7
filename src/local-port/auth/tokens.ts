import { createHmac, randomBytes } from 'node:crypto';

/** Port's tokens live three hours (page "Port API"). */
const lifetimeSeconds = 3 * 60 * 60;

/** An access token that a pair of credentials holds. */
export interface Token {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly isReused: boolean;
}

interface Issued {
  readonly value: string;
  readonly expiresAt: number;
}

/** Issues tokens and recognises them: one active token per client, handed out again until it expires. */
export class Tokens {
  readonly #key = randomBytes(32);
  readonly #byClient = new Map<string, Issued>();
  readonly lifetimeSeconds = lifetimeSeconds;

  issue(clientId: string, now: number): Token {
    const held = this.#byClient.get(clientId);
    if (held && now < held.expiresAt) return { ...held, isReused: true };
    const expiresAt = now + lifetimeSeconds * 1000;
    const issued = { value: this.#sign(clientId, now, expiresAt), expiresAt };
    this.#byClient.set(clientId, issued);
    return { ...issued, isReused: false };
  }

  /** The client whose active token this is, or `null`. */
  clientOf(token: string, now: number): string | null {
    for (const [clientId, issued] of this.#byClient) {
      if (issued.value === token && now < issued.expiresAt) return clientId;
    }
    return null;
  }

  /** Every token that must not be written down. */
  values(): string[] {
    return [...this.#byClient.values()].map(({ value }) => value);
  }

  clear(): void {
    this.#byClient.clear();
  }

  /** A JWT, because clients read its `exp`; the other claims are those that Port's own clients have seen. */
  #sign(clientId: string, now: number, expiresAt: number): string {
    const part = (value: object): string =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({
      sub: clientId,
      jti: randomBytes(8).toString('hex'),
      iat: Math.floor(now / 1000),
      exp: Math.floor(expiresAt / 1000),
      isMachine: true,
      personalToken: false,
    })}`;
    return `${content}.${createHmac('sha256', this.#key).update(content).digest('base64url')}`;
  }
}
