import { PortDoraError } from '../errors/port-dora-error.ts';
import { letterPattern } from '../host/letter-pattern.ts';
import { singleLine } from '../host/single-line.ts';

// Port's OpenAPI description, POST /v1/blueprints/{blueprint}/entities: pattern (with the flag u) and maxLength.
const pattern = letterPattern(String.raw`^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+$`);
const maxLength = 1000;

/** Whether Port takes a text as the identifier of an entity. */
export function isEntityIdentifier(text: string): boolean {
  // JSON Schema counts characters, not UTF-16 units.
  return pattern(text).test(text) && (text.length <= maxLength || [...text].length <= maxLength);
}

/** @throws PortDoraError OPTION_INVALID when Port would refuse the identifier. */
export function checkEntityIdentifier(text: string): void {
  if (isEntityIdentifier(text)) return;
  const length = [...text].length;
  const what =
    length > maxLength ? `it has ${length} characters, Port takes ${maxLength}` : named(text);
  throw new PortDoraError('OPTION_INVALID', `not an identifier for an entity in Port: ${what}`, {
    hint: 'use letters, digits and @ _ . + : \\ / = - only',
  });
}

const named = (text: string): string =>
  text === '' ? 'it is empty' : `"${singleLine(text, 100)}"`;
