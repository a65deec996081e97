import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { CONSOLE_BUILD } from '../console-build.ts';
import { resourcesOf, synthesizeApplication } from '../synthesize.ts';

const objectsOf = (overrides: object = {}, build = CONSOLE_BUILD) => {
  const stack = synthesizeApplication('dev', { console: true, ...overrides }, build);
  return Object.fromEntries(
    resourcesOf(stack, 'aws_s3_object').map(([id, block]) => [String(block.key), { id, ...block }]),
  );
};
const objects = objectsOf();
const md5 = (text = '') => createHash('md5').update(text).digest('hex');
const configOf = (overrides: object) =>
  JSON.parse(String((objectsOf(overrides)['console/config.json'] as { content?: unknown }).content));

describe('the files of the console', () => {
  it('are uploaded with their types, and hidden ones are not', () => {
    const types = Object.entries(objects).map(([key, block]) => [
      key,
      (block as { content_type?: unknown }).content_type,
    ]);

    expect(Object.fromEntries(types)).toEqual({
      'console/index.html': 'text/html; charset=utf-8',
      'console/theme.js': 'text/javascript; charset=utf-8',
      'console/icon.svg': 'image/svg+xml',
      'console/assets/index-AbC.js': 'text/javascript; charset=utf-8',
      'console/assets/index-DeF.css': 'text/css; charset=utf-8',
      'console/config.json': 'application/json',
    });
  });

  it('are kept by browsers when their name holds a hash, and asked for again when not', () => {
    for (const [key, block] of Object.entries(objects)) {
      const isHashed = key.startsWith('console/assets/');
      expect(block).toMatchObject({
        cache_control: isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      });
    }
  });

  it('are uploaded again when they change', () => {
    const changed = objectsOf({}, { ...CONSOLE_BUILD, 'theme.js': 'other()' });

    expect(objects['console/theme.js']).toMatchObject({ etag: md5(CONSOLE_BUILD['theme.js']) });
    expect(changed['console/theme.js']).toMatchObject({
      etag: md5('other()'),
      id: objects['console/theme.js']?.id,
    });
    expect(changed['console/icon.svg']).toEqual(objects['console/icon.svg']);
  });

  it('are the same list each time', () => {
    expect(JSON.stringify(objectsOf())).toBe(JSON.stringify(objects));
  });

  it('are there before the page that names them, and stay until it no longer does', () => {
    const { 'console/index.html': page, ...others } = objects;
    const ids = Object.values(others).map(({ id }) => `aws_s3_object.${id}`);

    expect((page as unknown as { depends_on: string[] }).depends_on.toSorted()).toEqual(ids.toSorted());
    expect(others['console/assets/index-AbC.js']).toMatchObject({
      lifecycle: { create_before_destroy: true },
    });
  });

  it('must be built, and the error says how', () => {
    expect(() => objectsOf({}, { 'theme.js': '' })).toThrow(
      /console is true, and the console is not built: there is no \S+index\.html; run: npx -y pnpm@12 build/,
    );
  });

  it('must have a known type', () => {
    expect(() => objectsOf({}, { ...CONSOLE_BUILD, 'a.exe': '' })).toThrow(/a\.exe has an ending without/);
  });
});

describe('config.json of the console', () => {
  it('says where the API is and for which address requests to it are signed', () => {
    expect(configOf({})).toMatchObject({
      environment: 'dev',
      region: 'us-east-1',
      apiUrl: '/console/api',
      signedApiUrl: expect.stringMatching(/^\$\{aws_apigatewayv2_api\.[\w-]+\.api_endpoint\}$/),
    });
  });

  it.each([
    [{ apiAuthorization: 'none' }, 'iam'],
    [{ apiAuthorization: 'iam' }, 'iam'],
    [{ apiAuthorization: 'jwt', jwtIssuer: 'https://issuer', jwtAudience: ['dofs'] }, 'jwt'],
  ])('has the authorization of the operator routes with %j', (overrides, expected) => {
    expect(configOf(overrides)).toMatchObject({ authorization: expected });
  });

  it('links to the execution of an order where one is named by it, else to the workflow', () => {
    const states = 'https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#';

    expect(configOf({ workflowType: 'STANDARD' }).links.execution).toBe(
      `${states}/v2/executions/details/arn:aws:states:us-east-1:111111111111:execution:dofs-dev-order-workflow:{order_id}`,
    );
    expect(configOf({ workflowType: 'EXPRESS' }).links.execution).toContain(
      `${states}/statemachines/view/\${aws_sfn_state_machine.`,
    );
  });
});
