import { BuildError } from './buildError.ts';
import { type BuildPlace, buildModel, rebuildModel } from './buildModel.ts';
import type { ModelRecipe } from './recipe.ts';

/** Where the build tells what it did. */
export interface BuildOutput {
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

/**
 * The command `npm run models`.
 *
 * @param args of the command line: none, or `--update` to accept new results into the manifests
 * @returns exit code: 0, or 1 after one sentence on the error output
 */
export async function runBuild(
  args: readonly string[],
  recipes: readonly ModelRecipe[],
  place: BuildPlace,
  { print, printError }: BuildOutput,
): Promise<0 | 1> {
  try {
    const build = buildFor(args);
    for (const recipe of recipes) {
      const written = await build(recipe, place);
      print(`${recipe.folder}: ${written.length === 0 ? 'up to date' : written.join(', ')}`);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    printError(`npm run models: ${error.message}`);
    return 1;
  }
}

function buildFor(args: readonly string[]): typeof buildModel {
  const unknown = args.find((arg) => arg !== '--update');
  if (unknown !== undefined) {
    throw new BuildError(`unknown argument ${unknown}; only --update is known.`);
  }
  return args.length > 0 ? rebuildModel : buildModel;
}
