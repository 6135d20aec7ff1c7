import type { OpenapiParameter } from './openapi-document.ts';

/** The path of a route, with placeholders. */
export interface OpenapiAddress {
  /** The values of the placeholders; `null` for the path of another route. */
  valuesIn(path: string): Readonly<Record<string, string>> | null;
  /** How many characters are no placeholders: of two routes that fit, the one with more is meant. */
  readonly fixed: number;
}

export function openapiAddress(
  template: string,
  parameters: readonly OpenapiParameter[],
): OpenapiAddress {
  const names: string[] = [];
  const pattern = template.replace(/\{([^}]*)\}|[.*+?^$()|[\]\\]/g, (found, name?: string) => {
    if (name === undefined) return `\\${found}`;
    names.push(name);
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return parameter?.['x-multi-segment'] ? '(.+)' : '([^/]+)';
  });
  const address = new RegExp(`^${pattern}$`);
  return {
    fixed: template.replace(/\{[^}]*\}/g, '').length,
    valuesIn(path) {
      const found = address.exec(path);
      if (found === null) return null;
      const [, ...values] = found;
      return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
    },
  };
}
