import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { configJsonSchema } from './config-json-schema.ts';

/** Writes the JSON Schema the environment files name. */
const file = join(import.meta.dirname, '../environments/tfvars.schema.json');
writeFileSync(file, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
console.log(`wrote ${relative(process.cwd(), file)}`);
