/** A program that hosts one function and invokes it; a test ends it the hard way. */
import { createFunctionHost } from '../../src/lambda/function-host.ts';

const host = await createFunctionHost({
  functions: [JSON.parse(String(process.argv[2]))],
  region: 'eu-central-1',
  endpointUrl: () => 'http://aws.localhost:4566',
  logs: { write: () => {} },
});
await host.invoke('gated', '{"name":"held"}');
