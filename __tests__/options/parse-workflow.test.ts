import { expect, test } from '@jest/globals';
import { parseWorkflow } from '../../src/options/parse-workflow.ts';

test.each(['deploy.yml', '.github/workflows/deploy.yml', 'Deploy', 'Deploy *', '??a'])(
  'the workflow %j is taken as it is written',
  (line) => {
    expect(parseWorkflow(line)).toEqual({ value: line });
  },
);

test.each(['*', '**', '*.*', '?', './**'])(
  '%j is refused, since every workflow fits it',
  (line) => {
    expect(parseWorkflow(line)).toMatchObject({ hint: expect.stringContaining('deploy.yml') });
  },
);
