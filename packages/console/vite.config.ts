import { defineConfig } from 'vite';

/** Where the console's server of a local run, or the mock, listens. */
const BACKEND = process.env.CONSOLE_BACKEND ?? 'http://127.0.0.1:3001';

export default defineConfig(({ command }) => {
  // React's development build must not ship, whatever NODE_ENV the caller (such as jest) has.
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    base: '/console/',
    build: {
      // The polyfill would be an inline script in effect: every browser that runs this build knows modulepreload.
      modulePreload: { polyfill: false },
      // The Content-Security-Policy allows data: for images only; nothing is inlined at all.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
    },
    server: {
      proxy: {
        '/console/api': BACKEND,
        '/console/local': BACKEND,
        '/console/config.json': BACKEND,
      },
    },
  };
});
