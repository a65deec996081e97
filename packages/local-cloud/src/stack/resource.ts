export type Attributes = Readonly<Record<string, unknown>>;

/** One resource or data source with every reference in it resolved. */
export interface Resource {
  /** Terraform address: `aws_sqs_queue.orders`, `data.aws_region.here`. */
  readonly address: string;
  readonly kind: string;
  readonly attributes: Attributes;
}

/** What is true of every resource of the stack. */
export interface StackContext {
  readonly region: string;
  readonly accountId: string;
  readonly stackDirectory: string;
  /** Origin of the gateway: the SDKs send a queue's calls to the origin of its URL. */
  readonly gatewayUrl: string;
  /** Where the HTTP API listens; absent when that is not known yet. */
  readonly httpApiUrl?: string;
}

/** How the local run reads one kind of resource or data source. */
export interface ResourceKind {
  /** The attributes AWS computes, as far as the local run knows them. */
  readonly computed: (resource: Resource, context: StackContext) => Attributes;
  /**
   * Attributes that change behaviour on AWS and would silently do nothing here, each with the values that ask for
   * nothing; absent, null, false, empty and `[]` are always accepted.
   */
  readonly unsupported?: Readonly<Record<string, readonly unknown[]>>;
}
