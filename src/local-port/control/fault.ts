import { z } from 'zod';

const matching = {
  /** Any method when absent. */
  method: z.string().optional(),
  /** A path as it is sent; `*` stands for one segment or part of one, `**` for anything. Any path when absent. */
  path: z.string().optional(),
  /** How many matching requests pass before the fault begins: 1 hits the second. */
  skip: z.int().min(0).default(0),
  /** How many requests it hits; `null` for all. */
  times: z.int().min(1).nullable().default(1),
  /** Wait before anything else happens. */
  delayMs: z.number().min(0).default(0),
};

/** What goes wrong, and with which requests. */
export const faultBody = z.discriminatedUnion('kind', [
  /** The wait alone; the request is then handled as usual. */
  z.strictObject({ kind: z.literal('delay'), ...matching }),
  /** This answer instead of the ordinary one. A text is sent as HTML unless the headers say otherwise. */
  z.strictObject({
    kind: z.literal('answer'),
    ...matching,
    status: z.int().min(200).max(599),
    /** `null` removes a header that the server would add. */
    headers: z.record(z.string(), z.string().nullable()).default({}),
    body: z.json().optional(),
  }),
  /** 429 with the headers that the switches describe, or those given here. */
  z.strictObject({
    kind: z.literal('rate-limit'),
    ...matching,
    retryAfterSeconds: z.number().min(0).default(1),
    retryAfter: z.enum(['seconds', 'date', 'absent']).optional(),
    reset: z.enum(['epoch', 'delta']).optional(),
    body: z.enum(['json', 'html']).optional(),
  }),
  /** Takes the request and never answers. */
  z.strictObject({ kind: z.literal('hang'), ...matching }),
  /**
   * Cuts the connection. `before`: the request has no effect. `unanswered`: it has its effect, and no byte is
   * sent. `middle`: it has its effect, and half of the answer is sent.
   */
  z.strictObject({
    kind: z.literal('cut'),
    ...matching,
    at: z.enum(['before', 'unanswered', 'middle']),
  }),
]);

/** A fault as it was asked for, with its defaults. */
export type Fault = z.infer<typeof faultBody>;
/** A fault as a client writes it. */
export type FaultRequest = z.input<typeof faultBody>;
