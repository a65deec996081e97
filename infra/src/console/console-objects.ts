import { S3Object } from '@cdktf/provider-aws/lib/s3-object/index.js';
import { AssetType, TerraformAsset } from 'cdktf';
import type { Construct } from 'constructs';
import type { PrivateBucket } from '../aws/private-bucket.ts';
import { type ConsoleFile, INDEX, REVALIDATED } from './console-files.ts';

/** Uploads the files under `console/`, which is their path on the web, with the configuration beside them. */
export function consoleObjects(
  scope: Construct,
  bucket: PrivateBucket,
  files: readonly ConsoleFile[],
  configuration: object,
): void {
  const others = files.filter(({ path }) => path !== INDEX).map((file) => upload(scope, bucket, file));
  const config = new S3Object(scope, 'config', {
    bucket: bucket.name,
    key: 'console/config.json',
    content: JSON.stringify(configuration),
    contentType: 'application/json',
    cacheControl: REVALIDATED,
  });
  // The page comes last: it names what must be there by then.
  for (const index of files.filter(({ path }) => path === INDEX)) {
    upload(scope, bucket, index, [...others, config]);
  }
}

function upload(
  scope: Construct,
  bucket: PrivateBucket,
  { file, path, contentType, cacheControl, etag }: ConsoleFile,
  dependsOn: readonly S3Object[] = [],
): S3Object {
  const id = `object-${path.replaceAll('/', '-')}`;
  const asset = new TerraformAsset(scope, `${id}-file`, { path: file, type: AssetType.FILE });
  return new S3Object(scope, id, {
    bucket: bucket.name,
    key: `console/${path}`,
    source: asset.path,
    // Unlike a hash of the source it also shows an object that was changed in the bucket.
    etag,
    contentType,
    cacheControl,
    // What the page of before names goes after that page has been replaced.
    ...(path !== INDEX && { lifecycle: { createBeforeDestroy: true } }),
    dependsOn: [...dependsOn],
  });
}
