import { Construct } from 'constructs';
import { PrivateBucket } from '../aws/private-bucket.ts';
import type { EnvironmentConfig } from '../config.ts';
import { consoleBucketName, resourceName } from '../names.ts';
import type { OrderApi } from '../orders/order-api.ts';
import type { OrderWorkflow } from '../orders/order-workflow.ts';
import { consoleConfiguration } from './console-configuration.ts';
import { consoleDistribution } from './console-distribution.ts';
import { consoleFiles } from './console-files.ts';
import { consoleObjects } from './console-objects.ts';

export interface WebConsoleProps extends EnvironmentConfig {
  /** Where packages/console was built. */
  readonly consoleDirectory: string;
}

interface WebConsoleParts {
  readonly api: OrderApi;
  readonly workflow: OrderWorkflow;
}

/** The operator's web console: files that everyone may load, and that show nothing without the API's authorization. */
export class WebConsole extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, props: WebConsoleProps, { api, workflow }: WebConsoleParts) {
    super(scope, id);
    const bucket = new PrivateBucket(this, 'bucket', {
      bucketName: consoleBucketName(props),
      logicalId: 'console',
      // Every version of a file can be built again from its commit.
      isVersioned: false,
      lifecycleRule: { abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }] },
      onDestroy: 'empty',
    });
    const { consoleDomain: name, consoleCertificateArn: certificateArn } = props;
    const distribution = consoleDistribution(this, {
      name: resourceName(props, 'console'),
      bucket,
      apiHost: `${api.apiId}.execute-api.${props.region}.amazonaws.com`,
      ...(name !== undefined && certificateArn !== undefined && { domain: { name, certificateArn } }),
    });
    bucket.allow({
      sid: 'ReadByDistribution',
      actions: ['s3:GetObject'],
      resources: [`${bucket.arn}/console/*`],
      principals: [{ type: 'Service', identifiers: ['cloudfront.amazonaws.com'] }],
      condition: [{ test: 'StringEquals', variable: 'AWS:SourceArn', values: [distribution.arn] }],
    });
    const configuration = consoleConfiguration(props, {
      apiEndpoint: api.endpoint,
      stateMachineArn: workflow.stateMachineArn,
    });
    consoleObjects(this, bucket, consoleFiles(props.consoleDirectory), configuration);
    this.url = `https://${name ?? distribution.domainName}/console/`;
  }
}
