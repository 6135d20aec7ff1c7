// Documentation of the provider port-labs/port-labs (registry, resources port_blueprint, port_system_blueprint,
// port_aggregation_properties, port_scorecard, port_page, port_integration), read 2026-11.

/** What may stand in a block: `true` for a value, an object for nested arguments, under `*` for those of a map. */
export type Arguments = { readonly [name: string]: true | Arguments };

const value = true as const;

const shared = { title: value, icon: value, description: value, required: value, default: value };

const specAuthentication = { authorization_url: value, client_id: value, token_url: value };

const properties = {
  string_props: {
    '*': {
      ...shared,
      ...{ date_format: value, enum: value, enum_colors: value, format: value, pattern: value },
      ...{
        max_length: value,
        min_length: value,
        spec: value,
        spec_authentication: specAuthentication,
      },
    },
  },
  number_props: {
    '*': { ...shared, enum: value, enum_colors: value, maximum: value, minimum: value },
  },
  boolean_props: { '*': shared },
  object_props: { '*': { ...shared, format: value, spec: value } },
  array_props: {
    '*': {
      ...{ title: value, icon: value, description: value, required: value, union: value },
      ...{ max_items: value, min_items: value },
      string_items: {
        default: value,
        enum: value,
        enum_colors: value,
        format: value,
        pattern: value,
      },
      number_items: { default: value },
      boolean_items: { default: value },
      object_items: { default: value, format: value },
    },
  },
} satisfies Arguments;

const parts = {
  properties,
  relations: {
    '*': { target: value, title: value, description: value, many: value, required: value },
  },
  mirror_properties: { '*': { path: value, title: value } },
  calculation_properties: {
    '*': {
      ...{ calculation: value, type: value, colorized: value, colors: value, date_format: value },
      ...{ description: value, format: value, icon: value, spec: value, title: value },
      spec_authentication: specAuthentication,
      items: { format: value, type: value },
    },
  },
} satisfies Arguments;

/** The documented arguments of the resources that are exported. */
export const documentedArguments: Readonly<Record<string, Arguments>> = {
  port_blueprint: {
    ...parts,
    ...{ identifier: value, title: value, icon: value, description: value },
    ...{ create_catalog_page: value, force_delete_entities: value },
    ownership: { type: value, path: value, title: value },
    team_inheritance: { path: value },
  },
  port_system_blueprint: { ...parts, identifier: value, include_in_global_search: value },
  port_aggregation_properties: {
    blueprint_identifier: value,
    properties: {
      '*': {
        target_blueprint_identifier: value,
        ...{ title: value, icon: value, description: value, query: value },
        path_filter: { path: value, from_blueprint: value },
        method: {
          count_entities: value,
          average_entities: { average_of: value, measure_time_by: value },
          average_by_property: { average_of: value, measure_time_by: value, property: value },
          aggregate_by_property: { func: value, property: value },
        },
      },
    },
  },
  port_scorecard: {
    ...{ identifier: value, blueprint: value, title: value },
    levels: { color: value, title: value },
    filter: { combinator: value, conditions: value },
    rules: {
      ...{ identifier: value, level: value, title: value, description: value },
      query: { combinator: value, conditions: value },
    },
  },
  port_page: {
    ...{ identifier: value, type: value, title: value, icon: value, description: value },
    ...{ after: value, blueprint: value, locked: value, page_filters: value, parent: value },
    ...{ show_in_sidebar: value, widgets: value },
  },
  port_integration: {
    ...{ installation_id: value, config: value, installation_app_type: value },
    ...{ title: value, version: value },
  },
};
