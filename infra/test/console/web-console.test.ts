import { describe, expect, it } from '@jest/globals';
import { statementsIn } from '../iam/policies.ts';
import { type Block, resourcesOf, synthesizeApplication } from '../synthesize.ts';

const stack = synthesizeApplication('dev', { console: true });
const one = (kind: string, of = stack) => {
  const [first, ...others] = resourcesOf(of, kind);
  expect([kind, first === undefined, others.length]).toEqual([kind, false, 0]);
  return first as [string, Block];
};
const [, distribution] = one('aws_cloudfront_distribution');
const reference = (kind: string, attribute: string) => `\${${kind}.${one(kind)[0]}.${attribute}}`;

describe('WebConsole', () => {
  it('is left out, with everything it needs, unless the environment asks for it', () => {
    const without = synthesizeApplication('dev');

    expect(synthesizeApplication('dev', { console: false })).toEqual(without);
    expect(Object.keys(without.resource).filter((kind) => /^aws_(cloudfront|s3)_/.test(kind))).toEqual([]);
    expect(without.output).not.toHaveProperty('console_url');
  });

  it('changes nothing of the rest of the stack', () => {
    const { resource, data } = synthesizeApplication('dev');

    for (const [kind, named] of Object.entries(resource)) expect(stack.resource[kind]).toEqual(named);
    expect(stack.data.aws_iam_policy_document).toMatchObject(data.aws_iam_policy_document);
  });

  it('keeps its files in a bucket that is private, encrypted and without versions', () => {
    expect(one('aws_s3_bucket')[1]).toMatchObject({
      bucket: 'dofs-dev-console-111111111111',
      force_destroy: true,
    });
    expect(one('aws_s3_bucket_public_access_block')[1]).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(one('aws_s3_bucket_ownership_controls')[1]).toMatchObject({
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
    expect(one('aws_s3_bucket_server_side_encryption_configuration')[1]).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
    expect(resourcesOf(stack, 'aws_s3_bucket_versioning')).toEqual([]);
  });

  it('lets its distribution read the files, over TLS only, and nobody else', () => {
    const bucket = reference('aws_s3_bucket', 'arn');

    expect(statementsIn(stack, one('aws_s3_bucket_policy')[1].policy)).toEqual([
      expect.objectContaining({ effect: 'Deny', actions: ['s3:*'], resources: [bucket, `${bucket}/*`] }),
      {
        sid: 'ReadByDistribution',
        actions: ['s3:GetObject'],
        resources: [`${bucket}/console/*`],
        principals: [{ type: 'Service', identifiers: ['cloudfront.amazonaws.com'] }],
        condition: [
          {
            test: 'StringEquals',
            variable: 'AWS:SourceArn',
            values: [reference('aws_cloudfront_distribution', 'arn')],
          },
        ],
      },
    ]);
    expect(one('aws_cloudfront_origin_access_control')[1]).toMatchObject({
      origin_access_control_origin_type: 's3',
      signing_behavior: 'always',
      signing_protocol: 'sigv4',
    });
  });

  it('serves the files and the API at one origin, over TLS', () => {
    expect(distribution).toMatchObject({
      enabled: true,
      default_root_object: 'console/index.html',
      price_class: 'PriceClass_100',
      origin: [
        {
          origin_id: 'files',
          domain_name: reference('aws_s3_bucket', 'bucket_regional_domain_name'),
          origin_access_control_id: reference('aws_cloudfront_origin_access_control', 'id'),
        },
        {
          origin_id: 'api',
          domain_name: `${reference('aws_apigatewayv2_api', 'id')}.execute-api.us-east-1.amazonaws.com`,
          custom_origin_config: { origin_protocol_policy: 'https-only', origin_ssl_protocols: ['TLSv1.2'] },
        },
      ],
      default_cache_behavior: {
        target_origin_id: 'files',
        viewer_protocol_policy: 'redirect-to-https',
        allowed_methods: ['GET', 'HEAD'],
      },
      ordered_cache_behavior: [
        { path_pattern: '/console/api/*', target_origin_id: 'api', viewer_protocol_policy: 'https-only' },
      ],
    });
    // It would put the page into the place of the API's own 403 and 404.
    expect(distribution).not.toHaveProperty('custom_error_response');
    expect(stack.output).toMatchObject({
      console_url: { value: `https://${reference('aws_cloudfront_distribution', 'domain_name')}/console/` },
    });
  });

  it('keeps no answer of the API, and hands every header on to it but Host', () => {
    const [api] = distribution.ordered_cache_behavior as Block[];

    // The managed policies CachingDisabled and AllViewerExceptHostHeader.
    expect(api).toMatchObject({
      cache_policy_id: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      origin_request_policy_id: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    });
  });

  it('has the strict security headers on every answer', () => {
    expect(one('aws_cloudfront_response_headers_policy')[1]).toMatchObject({
      security_headers_config: {
        content_security_policy: {
          content_security_policy:
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
          override: true,
        },
        content_type_options: { override: true },
        frame_options: { frame_option: 'DENY' },
        referrer_policy: { referrer_policy: 'no-referrer' },
        strict_transport_security: { access_control_max_age_sec: 31_536_000 },
      },
    });
    const policy = reference('aws_cloudfront_response_headers_policy', 'id');
    const [api] = distribution.ordered_cache_behavior as Block[];
    for (const behavior of [distribution.default_cache_behavior, api]) {
      expect(behavior).toMatchObject({ response_headers_policy_id: policy });
    }
  });

  it('speaks no TLS below 1.2 at a domain of its own', () => {
    const certificate = 'arn:aws:acm:us-east-1:111111111111:certificate/1';
    const domain = { consoleDomain: 'orders.example.com', consoleCertificateArn: certificate };
    const own = synthesizeApplication('dev', { console: true, ...domain });

    expect(one('aws_cloudfront_distribution', own)[1]).toMatchObject({
      aliases: ['orders.example.com'],
      viewer_certificate: {
        acm_certificate_arn: certificate,
        minimum_protocol_version: 'TLSv1.2_2021',
        ssl_support_method: 'sni-only',
      },
    });
    expect(own.output).toMatchObject({ console_url: { value: 'https://orders.example.com/console/' } });
  });
});
