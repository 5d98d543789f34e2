import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type IViolation } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';

/** One import that the rules forbid. */
export interface ImportViolation {
  readonly from: string; // path below the root, as are the others
  readonly to: string;
  readonly rule: string;
  readonly instead: string; // what to do
  readonly cycle: readonly string[]; // the way back to `from`, empty if the rule is not about cycles
}

/** What a cruise over one source tree found. */
export interface ImportReport {
  readonly violations: readonly ImportViolation[];
  readonly sources: readonly string[]; // .ts and .tsx files on the disk
  readonly missed: readonly string[]; // those of them which were not cruised
}

/**
 * Cruises `src` and, where it is there, `cli` below a root with the rules of .dependency-cruiser.mjs.
 *
 * @param root absolute path of a folder with `src`, and a package.json with the subpath imports
 */
export async function cruiseImports(root: string): Promise<ImportReport> {
  const config = await extractDepcruiseConfig(
    fileURLToPath(new URL('.dependency-cruiser.mjs', import.meta.url)),
  );
  const forbidden = config.forbidden ?? [];
  const adviceOf = new Map(forbidden.map(({ name = '', comment = '' }) => [name, comment]));
  const { output } = await cruise(foldersBelow(root), {
    ...config.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
  });
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered: ${output}`);
  const sources = listSources(root);
  return {
    violations: output.summary.violations.map((violation) => describe(violation, adviceOf)),
    sources,
    missed: missedSources(
      sources,
      output.modules.map((module) => module.source),
    ),
  };
}

/** The sources which no module of a cruise stands for: imports in them went unseen. */
export function missedSources(
  sources: readonly string[],
  cruised: readonly string[],
): readonly string[] {
  const seen = new Set(cruised);
  return sources.filter((source) => !seen.has(source));
}

/** A report as lines to print, one paragraph per complaint; empty if all is well. */
export function complaintsOf({ violations, sources, missed }: ImportReport): readonly string[] {
  const blind =
    sources.length === 0 ? ['no .ts or .tsx file was found in src: nothing was checked'] : [];
  return [
    ...blind,
    ...missed.map((source) => `${source} was not cruised: its imports are unchecked`),
    ...violations.map(({ from, to, rule, instead, cycle }) => {
      const way = cycle.length > 0 ? cycle.join(' → ') : to;
      return `${from} → ${way}\n    rule     ${rule}\n    instead  ${instead}`;
    }),
  ];
}

function describe(
  { from, to, rule, cycle = [] }: IViolation,
  adviceOf: ReadonlyMap<string, string>,
): ImportViolation {
  return {
    from,
    to,
    rule: rule.name,
    instead: adviceOf.get(rule.name) ?? '',
    cycle: cycle.map((step) => step.name),
  };
}

function foldersBelow(root: string): string[] {
  return ['src', 'cli'].filter((folder) => existsSync(join(root, folder)));
}

function listSources(root: string): readonly string[] {
  return foldersBelow(root).flatMap((folder) => listFolder(root, folder));
}

function listFolder(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .toSorted();
}

async function main(): Promise<void> {
  const report = await cruiseImports(fileURLToPath(new URL('..', import.meta.url)));
  const complaints = complaintsOf(report);
  for (const complaint of complaints) console.error(`${complaint}\n`);
  if (complaints.length > 0) process.exitCode = 1;
  console.log(`Imports: ${report.sources.length} files, ${complaints.length} complaints.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
