import type { ProjectId } from '#core/annotation/ids.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { Project } from '#core/project/project.ts';
import type { Services } from '../services.ts';

/**
 * Writes a new project without images. It is not opened yet.
 *
 * @param categoriesOf the project whose categories it gets, under the same ids; null: none
 * @throws AppError storage/…
 */
export async function createProject(
  services: Services,
  name: string,
  categoriesOf: ProjectId | null = null,
): Promise<Project> {
  const project: Project = {
    id: services.newId() as ProjectId,
    name,
    createdAt: services.now(),
    archivedAt: null,
    deletedAt: null,
    splitPlan: null,
  };
  const model = categoriesOf && (await services.storage.loadProject(categoriesOf));
  const edits: readonly RecordEdit[] = [
    { kind: 'project', before: null, after: project },
    ...(model?.categories ?? []).map((after): RecordEdit => ({
      kind: 'category',
      before: null,
      after,
    })),
  ];
  await services.storage.commit(
    project.id,
    { name: 'createProject', edits },
    {
      verb: 'did',
      changeId: services.newId(),
      at: services.now(),
      by: services.stores.settings.getState().displayName,
    },
  );
  services.channel.post({ kind: 'projects' });
  return project;
}
