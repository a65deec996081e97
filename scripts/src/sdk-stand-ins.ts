import { join } from 'node:path';
import type { Replacements } from './replace-modules.ts';

const standIn = (name: string) => join(import.meta.dirname, 'stand-ins', `${name}.ts`);

/**
 * Modules of the AWS SDK that are of no use in a Lambda function, or take longer than they need, and what the bundles have
 * in their place: to load them is most of a cold start. A build fails when the SDK has moved one of them, or asks a
 * stand-in for something new.
 */
export const SDK_STAND_INS: Replacements = {
  'node_modules/@aws-sdk/credential-provider-node/dist-es/index.js': standIn('default-credentials'),
  'node_modules/@aws-sdk/client-dynamodb/dist-es/runtimeExtensions.js': standIn('runtime-extensions'),
  'node_modules/@aws-sdk/client-sfn/dist-es/runtimeExtensions.js': standIn('runtime-extensions'),
  'node_modules/@aws-sdk/client-sqs/dist-es/runtimeExtensions.js': standIn('runtime-extensions'),
  'node_modules/@aws-sdk/middleware-endpoint-discovery/dist-es/index.js': standIn('endpoint-discovery'),
  'node_modules/@smithy/core/dist-es/submodules/checksum/sha256/Sha256Node.js': standIn('sha-256'),
  'node_modules/@smithy/core/dist-es/submodules/event-streams/index.js': standIn('event-streams'),
  'node_modules/@smithy/core/dist-es/submodules/serde/util-stream/stream-collector.js':
    standIn('stream-collector'),
  'node_modules/@smithy/core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js':
    standIn('shared-config-files'),
};
