import type { IncomingMessage } from 'node:http';
import { type Answer, problemAnswer } from './answer.ts';

/** On every answer: pages run nothing but the console's own files, and other sites can neither frame nor read them. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Why a request is not served; undefined when it is. A page elsewhere may make the browser send requests here: under a
 * name of its own that it has pointed at this machine (DNS rebinding), or across sites, where it cannot read the answer
 * but could change something. Programs that are no browser send neither header.
 */
export function refusal({ method = 'GET', headers }: IncomingMessage): Answer | undefined {
  const { host = '', origin } = headers;
  if (!OWN_HOST.test(host)) {
    return problemAnswer(421, 'Misdirected request', `this server is localhost, got ${host || 'no host'}`);
  }
  if (READING.includes(method)) return undefined;
  const site = headers['sec-fetch-site'];
  // Another port of localhost is another origin of the same site.
  const isOwn =
    (site === undefined || site === 'same-origin' || site === 'none') &&
    (origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`);
  if (isOwn) return undefined;
  return problemAnswer(
    403,
    'Forbidden',
    `only the console's own pages may change anything, got ${origin ?? site}`,
  );
}
