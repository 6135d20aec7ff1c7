import type { Blueprint } from '../model/blueprint.ts';

const createdBy = 'system';

/**
 * The blueprints for users and teams that every account has (page "Users and teams as blueprints"); their
 * properties here are only the documented core.
 */
export function systemBlueprints(createdAt: string): readonly Blueprint[] {
  const common = {
    relations: {},
    mirrorProperties: {},
    calculationProperties: {},
    aggregationProperties: {},
    createdAt,
    createdBy,
    updatedAt: createdAt,
    updatedBy: createdBy,
  };
  return [
    {
      ...common,
      identifier: '_user',
      title: 'User',
      icon: 'User',
      schema: {
        properties: {
          status: { type: 'string', title: 'User Status' },
          port_type: { type: 'string', title: 'Port Type' },
          port_role: { type: 'string', title: 'Port Role' },
          moderated_blueprints: {
            type: 'array',
            title: 'Moderated Blueprints',
            items: { type: 'string', format: 'blueprints' },
          },
        },
        required: [],
      },
    },
    {
      ...common,
      identifier: '_team',
      title: 'Team',
      icon: 'Team',
      schema: {
        properties: { description: { type: 'string', title: 'Description' } },
        required: [],
      },
    },
  ];
}
