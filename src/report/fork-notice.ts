/** GitHub keeps secrets from pull requests of forks, so that this is nobody's mistake and never fails a job. */
export const forkNotice =
  'a pull request from a fork gets no secrets, so there are no Port credentials';
