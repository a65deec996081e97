/** `config.json` beside the console: written by the local run's server, or by Terraform on AWS. */
export interface ConsoleConfig {
  readonly environment: string;
  /** Of the order API, without a trailing slash; absolute or a path. */
  readonly apiUrl: string;
  /** The console's server has the endpoints under `local/`. */
  readonly local?: boolean;
  readonly authorization: 'none' | 'iam' | 'jwt';
  /** Needed where `authorization` is `iam`. */
  readonly region?: string;
  readonly links?: {
    /** An execution in the Step Functions console; `{order_id}` stands for the order's id. */
    readonly execution?: string;
  };
}

/** Address of a file or endpoint beside the console. */
export function beside(path: string): string {
  return `${import.meta.env.BASE_URL}${path}`;
}

/** The link of a template to `orderId`; undefined unless it is https, as a config file may be wrong. */
export function executionLink(config: ConsoleConfig, orderId: string): string | undefined {
  const template = config.links?.execution;
  if (!template?.startsWith('https://')) return undefined;
  return template.replaceAll('{order_id}', encodeURIComponent(orderId));
}
