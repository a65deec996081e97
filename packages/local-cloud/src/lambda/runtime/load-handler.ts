import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeError } from './runtime-error.ts';

export type Handler = (event: unknown, context: unknown) => unknown;

/** Finds the handler `<file>.<export>` in the task root, as the nodejs24.x runtime does. */
export async function loadHandler(taskRoot: string, handlerName: string): Promise<Handler> {
  const [, file, exportName] = /^((?:.*\/)?[^/.]+)\.([^/]+)$/.exec(handlerName) ?? [];
  if (file === undefined || exportName === undefined || handlerName.includes('..')) {
    throw new RuntimeError('MalformedHandlerName', `'${handlerName}' is not a valid handler name`);
  }
  const handler = findExport(await importModule(taskRoot, file), exportName);
  if (handler === undefined) {
    throw new RuntimeError('HandlerNotFound', `${handlerName} is undefined or not exported`);
  }
  if (typeof handler !== 'function') {
    throw new RuntimeError('HandlerNotFound', `${handlerName} is not a function`);
  }
  // Told by the number of its parameters: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
  if (handler.length >= 3) {
    throw new RuntimeError(
      'CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    );
  }
  return handler as Handler;
}

async function importModule(taskRoot: string, file: string): Promise<Record<string, unknown>> {
  const path = ['.js', '.mjs', '.cjs']
    .map((extension) => resolve(taskRoot, file + extension))
    .find((candidate) => existsSync(candidate));
  if (path === undefined) {
    throw new RuntimeError('ImportModuleError', `Error: Cannot find module '${file}'`);
  }
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeError('UserCodeSyntaxError', String(error), error);
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      throw new RuntimeError('ImportModuleError', String(error), error);
    }
    throw error;
  }
}

/** `exports` of a CommonJS module is the default export of its namespace; not all its names show beside it. */
function findExport(module: Record<string, unknown>, exportName: string): unknown {
  return lookUp(module, exportName) ?? lookUp(module.default, exportName);
}

function lookUp(root: unknown, path: string): unknown {
  let value = root;
  for (const key of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}
