import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { CONFIG_SCHEMA } from './config.ts';

/** The JSON Schema of an environment file, for editors; rules between keys are the synthesis' own. */
export function configJsonSchema(): JsonSchema {
  const { properties, ...schema } = toJsonSchema(CONFIG_SCHEMA);
  return {
    ...schema,
    title: 'Environment of DOFS',
    properties: { $schema: { type: 'string' }, ...properties },
    additionalProperties: false,
  };
}
