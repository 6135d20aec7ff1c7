/** The errors of calls that failed, in one part that only those load. */
export { answerError, itemError, unreadableAnswer } from './answer-error.ts';
export { failureError } from './failure-error.ts';
