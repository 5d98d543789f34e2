import { commitEdit } from './commitEdit.ts';
import type { Services } from './services.ts';

/** Gives the project another name; an empty one is ignored. */
export async function renameProject(services: Services, typed: string): Promise<void> {
  const name = typed.trim();
  await commitEdit(services, ({ project }) =>
    name === '' || name === project.name
      ? null
      : {
          name: 'renameProject',
          edits: [{ kind: 'project', before: project, after: { ...project, name } }],
        },
  );
}
