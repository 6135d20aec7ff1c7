import type { HostAnswer, HostQuestion, Unanswered } from '../deployment/host-facts.ts';
import type { ReadLimits, Unreadable } from './change-source.ts';

/** A host that answers for one repository. Whatever it or the network says becomes an answer: it does not throw. */
export type AnswerFromHost = (question: HostQuestion, limits: ReadLimits) => Promise<HostAnswer>;

/** No answer, since the host could not be read with a token that somebody gave for it. */
export const unanswered = ({ reason }: Unreadable, isExpected = true): Unanswered => ({
  about: 'nothing',
  reason,
  isExpected,
});
