import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDeviceCheck } from './device-check/build.ts';
import { mobileSamRecipe } from './mobile-sam/recipe.ts';
import { runBuild } from './runBuild.ts';

const modelsFolder = dirname(fileURLToPath(import.meta.url));
const root = dirname(modelsFolder);

process.exitCode = await runBuild(
  process.argv.slice(2),
  [mobileSamRecipe],
  { modelsFolder, packagesRoot: root, servedFolder: join(root, 'public', 'models') },
  { print: console.log, printError: console.error },
);
if (process.exitCode === 0)
  console.log(await buildDeviceCheck(root, process.argv.includes('--update')));
