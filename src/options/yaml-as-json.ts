import { parse } from 'yaml';

/** A YAML text as JSON, or as it is when it is no YAML. In a module of its own because the parser takes long to load. */
export function yamlAsJson(text: string): string {
  try {
    return JSON.stringify(parse(text)) ?? text;
  } catch {
    return text;
  }
}
