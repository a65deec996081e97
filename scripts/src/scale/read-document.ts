import { join } from 'node:path';
import { readSavedCosts } from '../cost/saved-costs.ts';
import { ROOT } from '../repository.ts';
import { synthesize } from '../synthesize.ts';
import { readDeployedSystem } from './deployed-system.ts';
import { type Document, writeDocument } from './document.ts';

export interface DocumentSource {
  readonly environment: string;
  /** Folder of the environment files; absent: that of infra. */
  readonly environmentsDirectory?: string;
}

/** Production as the repository ships it: a team's own file says where it deploys, and may ask for more. */
export const SHIPPED: DocumentSource = {
  environment: 'prod',
  environmentsDirectory: join(ROOT, 'infra/test/environments'),
};

/** The document of an environment, from its stack, which is synthesized into `cdktfOut`. */
export async function readDocument(
  { environment, ...source }: DocumentSource,
  artifactsDirectory: string,
  cdktfOut: string,
): Promise<Document> {
  await synthesize({ environment, ...source, artifactsDirectory }, cdktfOut);
  const system = readDeployedSystem(join(cdktfOut, `stacks/app-${environment}`));
  return writeDocument(environment, system, readSavedCosts());
}
