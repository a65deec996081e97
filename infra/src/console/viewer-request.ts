/** Where the console finds the API at its own origin. */
export const API_PATH = '/console/api';

/**
 * What CloudFront runs on each request: the API sees its own paths, and what names no file is the page, as a custom error
 * response would put the page into the place of the API's own 403 and 404.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
export const VIEWER_REQUEST = `function handler(event) {
  const request = event.request;
  if (request.uri.startsWith('${API_PATH}/')) {
    request.uri = request.uri.slice('${API_PATH}'.length);
  } else if (!request.uri.split('/').pop().includes('.')) {
    request.uri = '/console/index.html';
  }
  return request;
}
`;
