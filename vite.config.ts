import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import packageJson from './package.json' with { type: 'json' };

/** Cross-origin isolation: without it the WASM runtime has one thread only. */
const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const pwa = VitePWA({
  registerType: 'prompt',
  injectRegister: null,
  manifest: {
    name: 'Maskwright',
    short_name: 'Maskwright',
    description: 'Image annotation with Segment Anything, on your own machine.',
    display: 'standalone',
    theme_color: '#17191c',
    background_color: '#17191c',
    icons: [
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
  workbox: {
    // the model and the WASM binary are kept by sam/worker in a cache of their own
    // but the one that reads HEIC is small, and wanted offline where no picture may leave the room
    globPatterns: ['**/*.{html,js,mjs,css,svg,png,jpg,woff2}', 'assets/libheif-*.wasm'],
    globIgnores: ['screenshot.png'], // of the README
    maximumFileSizeToCacheInBytes: 3_000_000,
    cleanupOutdatedCaches: true,
  },
});

/** Modules that the workers of images and models load when they are needed; all others belong to formats. */
const readersOfImages = /\/(?:exifreader|libheif-js|onnxruntime-web)\/|\/src\/(?:images|sam)\//u;

export default defineConfig({
  // a missing file must answer 404, not the page
  appType: 'mpa',
  base: './',
  plugins: [react(), pwa],
  worker: {
    format: 'es',
    // what workers load later is told from the page's own scripts by its name
    rolldownOptions: {
      output: {
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => readersOfImages.test(id))
            ? 'assets/[name].part-[hash].js'
            : 'assets/[name].format-[hash].js',
      },
    },
  },
  define: {
    'import.meta.env.APP_VERSION': `"${packageJson.version}"`,
    'import.meta.env.ORT_VERSION': `"${packageJson.dependencies['onnxruntime-web']}"`,
  },
  server: { headers: isolationHeaders },
  preview: { headers: isolationHeaders, port: 4173 },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
    // what the start shares with what comes later is loaded at the start
    rolldownOptions: {
      output: {
        chunkFileNames: ({ isDynamicEntry }) =>
          isDynamicEntry ? 'assets/[name]-[hash].js' : 'assets/[name].start-[hash].js',
      },
    },
  },
  optimizeDeps: { exclude: ['onnxruntime-web'] },
  test: {
    include: ['{src,models,e2e,cli}/**/*.test.ts'],
    testTimeout: 20_000,
    setupFiles: ['src/testing/propertySeed.ts'],
  },
});
