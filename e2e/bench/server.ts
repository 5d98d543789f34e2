import { createReadStream } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer, type Plugin } from 'vite';

/** The repository over HTTP, modules compiled on the way, as `npm run dev` serves it. */
export interface BenchServer {
  readonly origin: string; // such as http://127.0.0.1:4181
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Those that pages and workers of the parity and bench folders come to. */
const bundledPackages = [
  'comlink',
  'valibot',
  'exifreader',
  'fast-png',
  'libheif-js/libheif-wasm/libheif.js',
];
const port = 4181; // not Vite's own nor the specs'; the next free one if it is taken

/**
 * Starts Vite with the project's own settings, without anything that could reload the page.
 *
 * @param files of the disk to serve beside the repository, by absolute URL path
 */
export async function startServer(files: ReadonlyMap<string, string>): Promise<BenchServer> {
  const server = await createServer({
    root,
    configFile: `${root}vite.config.ts`,
    cacheDir: '.cache/vite-bench',
    logLevel: 'error',
    clearScreen: false,
    plugins: [fileServing(files)],
    server: { host: '127.0.0.1', port, hmr: false, ws: false, watch: null },
    // a dependency found in mid-run would be bundled then and reload the page
    optimizeDeps: { noDiscovery: true, include: bundledPackages },
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error('Vite listens on no port.');
  return { origin: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

function fileServing(files: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'maskwright-bench-files',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const file = files.get(request.url ?? '');
        if (file === undefined) return next();
        createReadStream(file)
          .on('error', () => response.writeHead(404).end())
          .pipe(response);
      });
    },
  };
}
