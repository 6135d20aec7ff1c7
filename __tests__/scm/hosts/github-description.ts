import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type OpenapiDescription, openapiDescription } from './openapi-description.ts';
import type { OpenapiDocument, OpenapiParameter } from './openapi-document.ts';

const { resolve } = createRequire(import.meta.url);
const time = '\\d{4}-\\d{2}-\\d{2}(?:T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2}))?';

/** What GitHub publishes of the REST API of github.com, or of a version of GitHub Enterprise Server. */
export function githubDescription(of: 'api.github.com' | `ghes-${string}`): OpenapiDescription {
  const file = resolve(`@octokit/openapi/generated/${of}.json`);
  const document: OpenapiDocument = JSON.parse(readFileSync(file, 'utf8'));
  const { parameters } = document.components;
  const created = parameters.created as OpenapiParameter;
  // Not one of GitHub's own: octokit keeps the former name of `{basehead}` for its methods.
  const { '/repos/{owner}/{repo}/compare/{base}...{head}': _, ...paths } = document.paths;
  return openapiDescription({
    paths,
    components: {
      ...document.components,
      // Described as one moment, but it is a range. Source: GitHub docs, "Understanding the search syntax", dates.
      parameters: {
        ...parameters,
        created: {
          ...created,
          schema: { type: 'string', pattern: `^(?:[<>]=?)?${time}$|^${time}\\.\\.${time}$` },
        },
      },
    },
  });
}
