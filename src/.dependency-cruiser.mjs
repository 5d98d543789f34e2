/**
 * Who may import whom, checked by `npm run check:imports`. Change the tables, not the rules below
 * them; src/README.md explains the layers.
 */

/**
 * @typedef {object} Layer
 * @property {string} name folder or file below src; `#models` is the manifests of the models folder
 * @property {readonly string[]} imports what it may import besides itself, also for types
 * @property {readonly string[]} [typeImports] what it may import with `import type` only
 * @property {true} [isPure] true: it may import no package either
 * @property {string} instead what to do when the import seems to be needed
 */

const stations = ['files', 'images', 'storage', 'store'];
const argument = 'take what you need as an argument, or return a plan and let flows act';

/** @type {readonly Layer[]} */
const layersBelowApp = [
  { name: 'core', imports: [], isPure: true, instead: argument },
  ...stations.map((name) => ({
    name,
    imports: ['core'],
    instead: 'stations are blind to each other: join them in flows',
  })),
  { name: 'formats', imports: ['core'], instead: argument },
  {
    name: 'sam/numerics',
    imports: ['core'],
    typeImports: ['sam/models'],
    isPure: true,
    instead: argument,
  },
  {
    name: 'sam/models',
    imports: ['core', '#models'],
    instead:
      'a model is described by data only: put code that uses it in sam/numerics or sam/worker',
  },
  {
    name: 'sam/protocol.ts',
    imports: ['core'],
    typeImports: ['sam/models'],
    instead: 'the protocol is what both sides share: keep it to types of core and sam/models',
  },
  {
    name: 'sam/worker',
    imports: ['core', 'sam/models', 'sam/numerics', 'sam/protocol.ts'],
    instead: 'a worker knows nothing of the page: let the client send it what it needs',
  },
  {
    name: 'sam/client',
    imports: ['core', 'sam/models', 'sam/protocol.ts'],
    instead:
      'reach a worker with new Worker(new URL(…)) and speak to it through sam/protocol.ts; ' +
      'numbers are made in the worker',
  },
  {
    name: 'flows',
    imports: ['core', 'formats', 'store'],
    typeImports: ['files', 'images', 'sam/models', 'sam/protocol.ts', 'storage'],
    instead: 'take the service as an argument (import type is fine) and let app hand it in',
  },
  {
    name: 'tools',
    imports: ['core', 'flows', 'store'],
    instead: 'return an effect and let tools/runner.ts carry it out through flows',
  },
  {
    name: 'canvas',
    imports: ['core', 'store', 'tools'],
    instead: 'send a CanvasEvent to the tool, or put the value in store/session',
  },
  {
    name: 'ui',
    imports: ['core', 'flows', 'store', 'tools'],
    instead: 'call a flow, or put the value in store/session; ui and canvas meet in app',
  },
];

const belowApp = layersBelowApp.map(({ name }) => name);

/** @type {readonly Layer[]} */
const layers = [
  ...layersBelowApp,
  {
    name: 'app',
    imports: belowApp,
    instead: 'fakes and generators of src/testing are for *.test.ts only',
  },
  {
    name: 'testing',
    imports: belowApp,
    instead: 'nobody imports app: move the tested part into its own layer',
  },
];

/**
 * @typedef {object} PackageHome
 * @property {string} name of the rule
 * @property {readonly string[]} packages name, or scope with a slash at its end
 * @property {readonly string[]} homes regular expressions of the modules which may import them
 * @property {readonly string[]} [typeHomes] regular expressions of modules which may import types
 * @property {string} instead what to do when the import seems to be needed
 */

/** @type {readonly PackageHome[]} */
const packageHomes = [
  {
    name: 'idb-in-storage',
    packages: ['idb'],
    homes: ['^src/storage/'],
    instead: 'add a method to a repository in storage',
  },
  {
    name: 'konva-in-canvas-and-overlays',
    packages: ['konva', 'react-konva'],
    homes: ['^src/canvas/', '^src/tools/.+Overlay\\.tsx$'],
    instead: 'draw in canvas or in an *Overlay.tsx of the tool; a behaviour knows events only',
  },
  {
    name: 'onnxruntime-in-worker',
    packages: ['onnxruntime-web'],
    homes: ['^src/sam/worker/'],
    instead: 'ask the worker through sam/protocol.ts',
  },
  {
    name: 'comlink-between-client-and-worker',
    packages: ['comlink'],
    homes: ['^src/sam/(?:client|worker)/'],
    instead: 'use the functions of sam/client',
  },
  {
    name: 'react-in-views',
    packages: [
      'react',
      'react-dom',
      'react-error-boundary',
      'react-i18next',
      '@mantine/',
      '@tanstack/',
    ],
    homes: ['^src/(?:canvas|ui|app)/', '^src/tools/.+(?:Overlay|Options)\\.tsx$'],
    typeHomes: ['^src/tools/tool\\.ts$'],
    instead: 'keep components in ui, canvas, or an *Overlay.tsx or *Options.tsx of the tool',
  },
  {
    name: 'icons-in-views',
    packages: ['lucide-react'],
    homes: ['^src/(?:tools|canvas|ui|app)/'],
    instead: 'choose the icon where it is shown',
  },
];

const testFile = '\\.test\\.ts$';
const toolingFile = '^src/\\.'; // this file and its runner
const viteConfig = '^cli/vite\\.config\\.ts$';
const virtualModule = '^virtual:'; // made by a Vite plugin
const packageAsset = '^[@a-z].*\\?url$'; // known by its name only, which packageHomes also match
const typeOnly = ['type-only', 'type-import'];
const anyPackage = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layers.flatMap(rulesOfLayer),
    ...packageHomes.flatMap(rulesOfPackages),
    {
      name: 'layer-cli',
      severity: 'error',
      comment:
        'cli may import core, formats without their workers, and images/header: ' +
        'what both sides need goes to core',
      from: { path: '^cli/', pathNot: testFile },
      to: {
        dependencyTypes: ['local'],
        pathNot: ['^cli/', '^src/(?:core|images/header)/', '^src/formats/(?!worker/|client/)'],
      },
    },
    {
      name: 'nobody-imports-app',
      severity: 'error',
      comment: 'app is wiring: move the tested part into its own layer',
      from: { path: testFile, pathNot: '^src/app/' },
      to: { path: '^src/app/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment: 'move what both need (often a type) into a module that imports neither',
      from: {},
      to: { circular: true },
    },
    {
      name: 'runs-in-a-browser',
      severity: 'error',
      comment: 'src runs in a browser: only tests and src/testing may use Node',
      from: { path: '^src/', pathNot: [testFile, toolingFile, '^src/testing/'] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'ships-with-the-app',
      severity: 'error',
      comment: 'list the package under "dependencies" of package.json, or use it in tests only',
      from: {
        path: '^(?:src|cli)/',
        pathNot: [testFile, toolingFile, '^(?:src|cli)/testing/', viteConfig],
      },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: [...typeOnly, 'triple-slash-type-reference'],
      },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'the file or package does not exist: an import that is not found is not checked',
      from: {},
      to: { couldNotResolve: true, pathNot: [virtualModule, packageAsset] },
    },
  ],
  options: {
    doNotFollow: 'node_modules',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'], // without them 'onnxruntime-web/wasm' is not found, thus not seen
      conditionNames: ['browser', 'import', 'types', 'default'],
    },
  },
};

/** @param {Layer} layer */
function rulesOfLayer({ name, imports, typeImports = [], isPure, instead }) {
  const from = { path: pathOf(name), pathNot: testFile };
  const typed = typeImports.length > 0 ? ` (as types: ${typeImports.join(', ')})` : '';
  const comment = `${name} may import ${imports.join(', ') || 'nothing'}${typed}: ${instead}`;
  const rules = [
    {
      name: `layer-${name}`,
      severity: 'error',
      comment,
      from,
      to: { dependencyTypes: ['local'], pathNot: [name, ...imports, ...typeImports].map(pathOf) },
    },
  ];
  if (typeImports.length > 0)
    rules.push({
      name: `layer-${name}-types-only`,
      severity: 'error',
      comment,
      from,
      to: { path: typeImports.map(pathOf), dependencyTypesNot: typeOnly },
    });
  if (isPure)
    rules.push({
      name: `layer-${name}-pure`,
      severity: 'error',
      comment: `${name} is pure and imports no package: ${argument}`,
      from,
      to: { dependencyTypes: anyPackage },
    });
  return rules;
}

/** @param {PackageHome} home */
function rulesOfPackages({ name, packages, homes, typeHomes = [], instead }) {
  const to = { path: packages.map(pathOfPackage) };
  const rules = [
    {
      name,
      severity: 'error',
      comment: instead,
      from: { path: '^src/', pathNot: [testFile, ...homes, ...typeHomes] },
      to,
    },
  ];
  if (typeHomes.length > 0)
    rules.push({
      name: `${name}-types-only`,
      severity: 'error',
      comment: `import type only: ${instead}`,
      from: { path: [...typeHomes] },
      to: { ...to, dependencyTypesNot: typeOnly },
    });
  return rules;
}

/** @param {string} name of a layer */
function pathOf(name) {
  if (name === '#models') return '^models/.+\\.json$';
  return name.endsWith('.ts') ? `^src/${name.replace('.', '\\.')}$` : `^src/${name}/`;
}

/** @param {string} name of a package or, with a slash at its end, of a scope */
function pathOfPackage(name) {
  return `(?:^|/node_modules/|^node_modules/)${name.endsWith('/') ? name : `${name}(?:/|$)`}`;
}
