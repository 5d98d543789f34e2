import type { TFunction } from 'i18next';
import type { Obstacle } from '#core/project/takeBack.ts';

/** What stands against a step, as the end of a sentence. */
export function obstacleText(t: TFunction, { what, why, name, count }: Obstacle): string {
  switch (what) {
    case 'annotation':
      return t(`notice.obstacle.object.${why === 'gone' ? 'gone' : 'changed'}`, { name });
    case 'image':
      return t(`notice.obstacle.image.${why === 'gone' ? 'gone' : 'changed'}`, { name });
    case 'category':
      return t(`notice.obstacle.category.${why}`, { name, count });
    case 'project':
      return t('notice.obstacle.project.changed');
  }
}
