/** The search by which a mapping finds the service with a title. */
export const serviceByTitle = (value: string | null) => ({
  combinator: 'and',
  rules: [{ property: '$title', operator: '=', value }],
});
