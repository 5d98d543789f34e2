import { AppError } from '#core/failure.ts';
import { rootDepthOf, splitOfPath, tagsOfPath } from '#core/project/folderLabels.ts';
import type { ImportOptions } from '#core/project/importOptions.ts';
import type { Split } from '#core/project/split.ts';
import type { Arrival, ImportSource, LeftOut } from '#files/arrival.ts';
import type { Sample } from '#files/samples.ts';
import { setImportReport, setPendingImport, type PendingImport } from '#store/importStore.ts';
import { showDialog } from '#store/sessionStore.ts';
import { setImportOptions } from '#store/settingsStore.ts';
import { allFilesIn, isAnnotationName } from './annotations/annotationNames.ts';
import type { MaybeAnnotations } from './annotations/offerAnnotations.ts';
import type { ImportPlan } from './import/importPlan.ts';
import { lookForImages, type FoundFiles } from './import/lookForImages.ts';
import { runImport } from './import/runImport.ts';
import { linkedSource, linkFolder } from './linkedFolder/linkFolder.ts';
import { refuseToEdit } from './projects/role.ts';
import { reportError, say } from './report.ts';
import type { Services } from './services.ts';

/** Asks for image files or archives, and adds them. */
export async function openChosenFiles(services: Services): Promise<void> {
  const source = await services.files.pickFiles();
  if (source) await openSources(services, [source]);
}

/** Asks for a folder, and adds its images. */
export async function openChosenFolder(services: Services): Promise<void> {
  const source = await services.files.pickFolder();
  if (source) await openSources(services, [source]);
}

/** Asks for files of annotations, and shows what they would bring. */
export async function openChosenAnnotations(services: Services): Promise<void> {
  const source = await services.files.pickAnnotations();
  if (!source || refuseToEdit(services)) return;
  const found = await lookForImages(services, [source]);
  if (found)
    await offer(services, { title: source.title, found, isCertain: true, addImages: null });
}

/** Asks for a folder that the project is to sit on. */
export async function startLinking(services: Services): Promise<void> {
  if (refuseToEdit(services)) return;
  const folder = await services.folders.pick();
  if (!folder) return;
  const found = await lookForImages(services, [linkedSource(services, folder)]);
  if (!found) return;
  const { importOptions } = services.stores.settings.getState();
  const rootDepth = rootDepthOf(found.arrivals.map(({ path }) => path));
  const asked = { ...found, title: folder.name, rootDepth };
  if (!hasSubfolders(asked)) return linkFolder(services, folder, importOptions);
  askHow(services, { ...pendingOf(asked), canLink: true, mustLink: true }, (options) =>
    linkFolder(services, folder, options),
  );
}

/** Adds what was chosen, dropped or pasted; asks first where there is something to choose. */
export async function openSources(
  services: Services,
  sources: readonly ImportSource[],
): Promise<void> {
  if (refuseToEdit(services)) return;
  const found = sources.length > 0 ? await lookForImages(services, sources) : null;
  const [first] = sources;
  if (!found || !first) return;
  const names = allFilesIn(found).map(({ path }) => path);
  if (names.some(isAnnotationName)) {
    const addImages = names.every(isAnnotationName)
      ? null
      : () => openImages(services, sources, found);
    const chosen = { title: first.title, found, isCertain: addImages === null, addImages };
    if (await offer(services, chosen)) return;
  }
  await openImages(services, sources, found);
}

type Offered = Omit<MaybeAnnotations, 'files'> & { readonly found: FoundFiles };

/** The code comes when the first file comes that may hold annotations. */
async function offer(services: Services, { found, ...chosen }: Offered): Promise<boolean> {
  const { offerAnnotations } = await import('./annotations/offerAnnotations.ts');
  return offerAnnotations(services, { ...chosen, files: allFilesIn(found) });
}

async function openImages(
  services: Services,
  sources: readonly ImportSource[],
  { arrivals, leftOut }: FoundFiles,
): Promise<void> {
  const [first] = sources;
  if (!first) return;
  if (arrivals.length === 0) return tellNothing(services, first.title, leftOut);
  const plan: ImportPlan = {
    title: first.title,
    kind: first.kind,
    handles: handlesOf(sources),
    arrivals,
    leftOut,
    rootDepth: rootDepthOf(arrivals.map(({ path }) => path)),
    options: services.stores.settings.getState().importOptions,
    isLinked: false,
    credits: null,
    resumedRunId: null,
  };
  const folder = sources.length === 1 ? first.folder : null;
  if (!folder && !hasSubfolders(plan)) {
    await runImport(services, plan);
    return;
  }
  const canLink = folder !== null && services.stores.folder.getState().handle === null;
  askHow(services, { ...pendingOf(plan), canLink, mustLink: false }, (options, isLinked) =>
    isLinked && folder
      ? linkFolder(services, folder, options)
      : runImport(services, { ...plan, options }),
  );
}

/** Adds photos that come with the studio. */
export async function openSamples(services: Services, samples: readonly Sample[]): Promise<void> {
  if (refuseToEdit(services)) return;
  await runImport(services, {
    title: samples[0]?.fileName ?? '',
    kind: 'files',
    handles: null,
    arrivals: samples.map((sample) => ({
      path: sample.fileName,
      stat: null,
      open: () => services.files.fetchSample(sample),
    })),
    leftOut: [],
    rootDepth: 0,
    options: { tagFolders: false, splitFolders: false, skipDuplicates: true },
    isLinked: false,
    credits: new Map(samples.map(({ fileName, credit }) => [fileName, credit])),
    resumedRunId: null,
  });
}

/** Shows the import dialog; the answers are remembered. */
function askHow(
  services: Services,
  pending: Omit<PendingImport, 'start'>,
  begin: (options: ImportOptions, isLinked: boolean) => Promise<unknown>,
): void {
  const { stores } = services;
  setPendingImport(stores.imports, {
    ...pending,
    start(options, isLinked) {
      setImportOptions(stores.settings, options);
      begin(options, isLinked).catch((error: unknown) => reportError(services, error));
    },
  });
  showDialog(stores.session, 'import');
}

type Asked = Pick<ImportPlan, 'title' | 'arrivals' | 'leftOut' | 'rootDepth'>;

/** What the folders of the files would tell. */
function pendingOf(plan: Asked): Omit<PendingImport, 'start' | 'canLink' | 'mustLink'> {
  const paths = plan.arrivals.map(({ path }) => path);
  const tags = tagsIn(plan, false);
  const splits: Record<Split, number> = { train: 0, val: 0, test: 0 };
  for (const path of paths) {
    const split = splitOfPath(path);
    if (split) splits[split] += 1;
  }
  return {
    title: plan.title,
    imageCount: paths.length,
    leftOutCount: plan.leftOut.length,
    tags,
    splitTags: tagsIn(plan, true).filter((name) => !tags.includes(name)),
    splits,
  };
}

function tagsIn({ arrivals, rootDepth }: Asked, withSplits: boolean): readonly string[] {
  const tags = arrivals.flatMap(({ path }) => tagsOfPath(path, { rootDepth, withSplits }));
  return [...new Set(tags)].toSorted();
}

function hasSubfolders({ arrivals, rootDepth }: Asked): boolean {
  return arrivals.some(({ path }: Arrival) => path.split('/').length - 1 > rootDepth);
}

function handlesOf(sources: readonly ImportSource[]): readonly FileSystemHandle[] | null {
  const all = sources.flatMap(({ handles }) => handles ?? []);
  return sources.every(({ handles }) => handles !== null) ? all : null;
}

function tellNothing(services: Services, title: string, rows: readonly LeftOut[]): void {
  if (rows.length === 0) {
    reportError(services, new AppError({ code: 'import/nothing-found' }));
    return;
  }
  setImportReport(services.stores.imports, { title, addedCount: 0, attachedCount: 0, rows });
  const failures = rows.flatMap(({ failure }) =>
    failure.code === 'import/not-an-image' ? [] : failure,
  );
  const end = {
    outcome: 'finished',
    addedCount: 0,
    attachedCount: 0,
    duplicateCount: 0,
    lookalikeCount: 0,
    leftOutCount: rows.length - failures.length,
    failures,
  } as const;
  say(services, 'problem', { about: 'imported', end });
}
