/** In place of event streams, which no operation answers with that a function calls. */
export class EventStreamSerde {
  constructor() {
    throw new Error('event streams are left out of the bundles; see scripts/src/sdk-stand-ins.ts');
  }
}
