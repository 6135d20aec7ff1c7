import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMapping } from '../../src/mapping/parse-mapping.ts';

const block = `- kind: issue
  selector:
    query: .state == "open"
    state: all
  port:
    itemsToParse: .labels
    entity:
      mappings:
        identifier: .id | tostring
        blueprint: '"issue"'
        properties:
          number: 5
          link: .html_url
        relations:
          service:
            combinator: '"and"'
            rules: [{ property: '"$title"', operator: '"="', value: .repo }]
        unknown: .ignored
`;

describe('a mapping', () => {
  test('is read as a whole config, with its settings', () => {
    const { resources, settings, problems } = parseMapping(
      `deleteDependentEntities: true\nresources:\n${block}`,
    );
    expect(problems).toEqual([]);
    expect(settings).toEqual({ deleteDependentEntities: true });
    expect(resources).toMatchObject([
      {
        kind: 'issue',
        query: '.state == "open"',
        fetch: { state: 'all' },
        itemsToParse: '.labels',
        itemsToParseName: 'item',
        path: ['resources', 0],
      },
    ]);
  });

  test('is read as the list of resources that a guide prints', () => {
    const { resources, problems } = parseMapping(block);
    expect(problems).toEqual([]);
    expect(resources[0]?.path).toEqual([0]);
  });

  test('has a filter at every leaf, and nothing that Port does not read', () => {
    const [resource] = parseMapping(block).resources;
    expect(resource?.leaves).toEqual([
      { path: ['identifier'], filter: '.id | tostring' },
      { path: ['blueprint'], filter: '"issue"' },
      { path: ['properties', 'number'], filter: '5' },
      { path: ['properties', 'link'], filter: '.html_url' },
      { path: ['relations', 'service', 'combinator'], filter: '"and"' },
      { path: ['relations', 'service', 'rules', 0, 'property'], filter: '"$title"' },
      { path: ['relations', 'service', 'rules', 0, 'operator'], filter: '"="' },
      { path: ['relations', 'service', 'rules', 0, 'value'], filter: '.repo' },
    ]);
  });

  test('tells where things stand', () => {
    const { where, whereKey } = parseMapping(block);
    expect(where([0, 'selector', 'query'])).toEqual({ line: 3, column: 12 });
    expect(whereKey([0, 'port', 'entity', 'mappings', 'properties'])).toEqual({
      line: 11,
      column: 9,
    });
    expect(where([0, 'nothing'])).toBeNull();
    expect(whereKey([0, 'nothing', 'below'])).toBeNull();
  });
});

describe('what is wrong with a mapping is said with its line', () => {
  test('when it is no YAML', () => {
    const { problems, resources } = parseMapping('resources:\n  - kind: {');
    expect(resources).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.position?.line).toBe(2);
  });

  test('when parts are missing, and the rest is read', () => {
    const { problems, resources } = parseMapping(`${block}- kind: tag\n  selector: {}\n`);
    expect(resources).toHaveLength(1);
    expect(problems).toEqual([
      { message: 'selector.query is missing or no text', position: { line: 19, column: 3 } },
      { message: 'port.entity.mappings is missing or no map', position: { line: 19, column: 3 } },
    ]);
  });

  test('when a leaf is no filter', () => {
    const { problems } = parseMapping(
      block.replace('number: 5', 'number: true').replace('.html_url', ''),
    );
    expect(problems.map(({ message, position }) => [message, position?.line])).toEqual([
      ['properties.number is true, which is no filter', 12],
      ['properties.link is empty, which is no filter', 13],
    ]);
  });

  test('when there are no resources', () => {
    for (const text of ['', 'resources:', 'resources: 5', '{}', 'null', '"text"']) {
      expect(parseMapping(text).problems).toHaveLength(1);
    }
  });

  test('and nothing makes it throw', () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .array(fc.constantFrom(...block.split('\n'), '- ', '&a', '*a', '<<: *a', '? ', '!!x'), {
          maxLength: 12,
        })
        .map((lines) => lines.join('\n')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(Array.isArray(parseMapping(text).problems)).toBe(true);
      }),
    );
  });
});
