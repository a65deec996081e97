import {
  CloudfrontDistribution,
  type CloudfrontDistributionConfig,
  type CloudfrontDistributionOrigin,
} from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import { CloudfrontFunction } from '@cdktf/provider-aws/lib/cloudfront-function/index.js';
import { CloudfrontOriginAccessControl } from '@cdktf/provider-aws/lib/cloudfront-origin-access-control/index.js';
import type { Construct } from 'constructs';
import type { PrivateBucket } from '../aws/private-bucket.ts';
import { consoleHeaders } from './console-headers.ts';
import { API_PATH, VIEWER_REQUEST } from './viewer-request.ts';

export interface ConsoleDistributionProps {
  /** Of everything in it that has a name. */
  readonly name: string;
  readonly bucket: PrivateBucket;
  /** Host of the order API. */
  readonly apiHost: string;
  /** A name of one's own with its certificate; absent: the name CloudFront gives. */
  readonly domain?: { readonly name: string; readonly certificateArn: string };
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_OPTIMIZED = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html */
const ALL_VIEWER_EXCEPT_HOST_HEADER = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';

const READ = ['GET', 'HEAD'];

/** The console and the API at one origin, so that no page of another may call the API for it. */
export function consoleDistribution(
  scope: Construct,
  { name, bucket, apiHost, domain }: ConsoleDistributionProps,
): CloudfrontDistribution {
  const viewerRequest = new CloudfrontFunction(scope, 'viewer-request', {
    name,
    runtime: 'cloudfront-js-2.0',
    comment: 'The page for what names no file, and the paths of the API',
    code: VIEWER_REQUEST,
    publish: true,
  });
  const behavior = {
    responseHeadersPolicyId: consoleHeaders(scope, name).id,
    functionAssociation: [{ eventType: 'viewer-request', functionArn: viewerRequest.arn }],
    cachedMethods: READ,
    compress: true,
  };
  return new CloudfrontDistribution(scope, 'distribution', {
    comment: name,
    enabled: true,
    isIpv6Enabled: true,
    httpVersion: 'http2and3',
    // North America and Europe: operators are few, and elsewhere it is only a little slower.
    priceClass: 'PriceClass_100',
    defaultRootObject: 'console/index.html',
    origin: [filesOrigin(scope, name, bucket), apiOrigin(apiHost)],
    defaultCacheBehavior: {
      ...behavior,
      targetOriginId: 'files',
      viewerProtocolPolicy: 'redirect-to-https',
      allowedMethods: READ,
      cachePolicyId: CACHING_OPTIMIZED,
    },
    orderedCacheBehavior: [
      {
        ...behavior,
        pathPattern: `${API_PATH}/*`,
        targetOriginId: 'api',
        // A redirect would come after the credentials were sent in the clear.
        viewerProtocolPolicy: 'https-only',
        allowedMethods: ['DELETE', ...READ, 'OPTIONS', 'PATCH', 'POST', 'PUT'],
        cachePolicyId: CACHING_DISABLED,
        // With all headers, Authorization goes on too; the API is found by its own Host.
        originRequestPolicyId: ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
    ],
    restrictions: { geoRestriction: { restrictionType: 'none' } },
    ...certificate(domain),
  });
}

function filesOrigin(scope: Construct, name: string, bucket: PrivateBucket): CloudfrontDistributionOrigin {
  const access = new CloudfrontOriginAccessControl(scope, 'access', {
    name,
    originAccessControlOriginType: 's3',
    signingBehavior: 'always',
    signingProtocol: 'sigv4',
  });
  return { originId: 'files', domainName: bucket.domainName, originAccessControlId: access.id };
}

function apiOrigin(domainName: string): CloudfrontDistributionOrigin {
  return {
    originId: 'api',
    domainName,
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: 'https-only',
      originSslProtocols: ['TLSv1.2'],
    },
  };
}

/** With the name and certificate of CloudFront itself, the lowest version of TLS is CloudFront's choice. */
function certificate(
  domain: ConsoleDistributionProps['domain'],
): Pick<CloudfrontDistributionConfig, 'aliases' | 'viewerCertificate'> {
  if (!domain) return { viewerCertificate: { cloudfrontDefaultCertificate: true } };
  return {
    aliases: [domain.name],
    viewerCertificate: {
      acmCertificateArn: domain.certificateArn,
      sslSupportMethod: 'sni-only',
      minimumProtocolVersion: 'TLSv1.2_2021',
    },
  };
}
