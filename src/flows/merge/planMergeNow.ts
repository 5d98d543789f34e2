import { matchImages } from '#core/merge/matchImages.ts';
import type { PackageContent } from '#core/merge/packageContent.ts';
import { planMerge, type MergePlan } from '#core/merge/threeWay.ts';
import type { ProjectDocument } from '#core/project/document.ts';
import type { Services } from '../services.ts';

/** The merge of a package with the project as it is on disk at this moment. @throws AppError storage/… */
export async function planMergeNow(
  { storage }: Pick<Services, 'storage'>,
  document: ProjectDocument,
  content: PackageContent,
): Promise<MergePlan> {
  const matches = matchImages(document.images, content);
  const mine = await Promise.all(
    matches.matched.map(async ({ mine: { id } }) => {
      return [id, await storage.annotationsOf(document.project.id, id)] as const;
    }),
  );
  return planMerge(document, new Map(mine), content, matches);
}
