import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { apiDescription } from '../../tools/conformance/api-description.ts';
import { conformanceReport } from '../../tools/conformance/conformance-report.ts';
import {
  type RecordedRequest,
  readRecordedRequests,
} from '../../tools/conformance/recorded-request.ts';
import { requestProblems } from '../../tools/conformance/request-problems.ts';

/** A small API in the way Port's is described. */
const api = apiDescription({
  openapi: '3.1.0',
  paths: {
    '/v1/things/{id}': {
      get: {
        parameters: [
          {
            name: 'id',
            in: 'path',
            required: true,
            schema: { type: 'string', pattern: '^\\p{L}+/?$' },
          },
          { name: 'full', in: 'query', required: false, schema: { type: 'boolean' } },
          { name: 'include', in: 'query', required: false, schema: { type: 'array', maxItems: 2 } },
        ],
      },
    },
    '/v1/things/search': {
      post: {
        parameters: [{ name: 'limit', in: 'query', required: true, schema: { type: 'number' } }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Search' } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Search: {
        type: 'object',
        properties: { link: { type: 'string', format: 'url' } },
        required: ['link'],
        additionalProperties: false,
      },
    },
  },
} as never);

const search: RecordedRequest = {
  method: 'POST',
  path: '/v1/things/search',
  query: { limit: '5' },
  body: { link: 'https://example.com/' },
};
const get: RecordedRequest = { method: 'GET', path: '/v1/things/%C3%A9t%C3%A9', query: {} };

const problemsOf = (request: RecordedRequest) => requestProblems(api, request).join('\n');

describe('a request', () => {
  test.each([
    search,
    get,
    { ...get, query: { full: 'true', include: ['a', 'b'] } },
    { ...get, query: { include: 'a' }, body: null },
    { ...get, path: '/v1/things/a%2F' },
  ])('that the description allows is valid: %j', (request) => {
    expect(problemsOf(request)).toBe('');
  });

  test.each([
    [{ ...search, path: '/v1/thing' }, 'there is no such operation'],
    [{ ...get, method: 'PATCH' }, 'there is no such operation'],
    [{ ...get, path: '/v1/things/a1' }, 'path parameter id is "a1"'],
    [{ ...get, query: { full: 'yes' } }, 'query parameter full is "yes"'],
    [{ ...get, query: { include: ['a', 'b', 'c'] } }, 'query parameter include'],
    [{ ...get, query: { ful: 'true' } }, 'query parameter ful is not known'],
    [{ ...search, query: {} }, 'query parameter limit is missing'],
    [{ ...get, body: {} }, 'a body is sent where none belongs'],
    [{ ...search, body: undefined }, 'the body is missing'],
    [{ ...search, body: { link: 'not a url' } }, 'at /link must match format "url"'],
    [{ ...search, body: { link: 'https://a.b', more: 1 } }, 'must NOT have additional properties'],
  ])('that it does not allow is a problem: %j', (request, problem) => {
    expect(problemsOf(request)).toContain(problem);
  });
});

describe('the conformance check', () => {
  test('counts how many requests have a problem', () => {
    const wrong = { ...get, query: { full: 'yes' } };
    const { problems, checked } = conformanceReport(api, [get, wrong, wrong]);
    expect(checked).toBe(3);
    expect(problems).toEqual([expect.stringMatching(/query parameter full .*\(2 requests\)$/)]);
  });

  test('leaves out what was sent to be refused, and only when it was refused as invalid', () => {
    const wrong = { ...search, body: {} };
    const refused = [400, 413, 422].map((status) => ({ ...wrong, status }));
    expect(conformanceReport(api, [search, ...refused])).toEqual({
      problems: [],
      checked: 1,
      refused: 3,
    });
    expect(conformanceReport(api, [{ ...wrong, status: 404 }]).problems).toHaveLength(1);
  });

  test('leaves out an address beside the API that is not found, unless it is the product that asks', () => {
    const beside = { ...get, path: '/other', status: 404 };
    expect(conformanceReport(api, [get, beside]).problems).toEqual([]);
    const ours = { ...beside, client: 'port-dora-action/1.0.0' };
    expect(conformanceReport(api, [ours, { ...beside, status: 200 }]).problems).toEqual([
      expect.stringMatching(/GET \/other: there is no such operation \(2 requests\)/),
    ]);
  });

  test('does not hold when nothing was recorded', () => {
    expect(conformanceReport(api, []).problems).toEqual(['no request was recorded']);
  });

  test('reads the requests of every file in the folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'port-dora-recorded-'));
    try {
      writeFileSync(join(folder, '1.jsonl'), `${JSON.stringify(search)}\n${JSON.stringify(get)}\n`);
      writeFileSync(join(folder, '2.jsonl'), JSON.stringify(get));
      writeFileSync(join(folder, 'other.json'), 'not read');
      expect(readRecordedRequests(folder)).toEqual([search, get, get]);
      expect(readRecordedRequests(join(folder, 'nowhere'))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
