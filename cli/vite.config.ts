import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = 'maskwright.mjs';

/** The entry can be started by its name. */
const executable: Plugin = {
  name: 'executable',
  writeBundle: ({ dir }) => chmod(join(dir ?? '', file), 0o755),
};

/** The command line as one program for Node, with all that it needs. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [executable],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'cli/main.ts',
    outDir: 'dist-cli',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      output: {
        entryFileNames: file,
        chunkFileNames: 'parts/[name]-[hash].mjs',
        banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
