import { Menu } from '@mantine/core';
import { Spline } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { beginSimplify } from '#flows/draw/simplifyObject.ts';
import { selectAnnotation } from '#store/sessionStore.ts';
import { useServices } from '../servicesContext.ts';
import { Keys } from '../widgets/Keys.tsx';

/** The entry of an object's menu that opens the slider of detail. */
export function SimplifyItem({ id }: { readonly id: AnnotationId }) {
  const { t } = useTranslation();
  const services = useServices();
  function simplify(): void {
    selectAnnotation(services.stores.session, id); // the slider is about the selected object
    beginSimplify(services, id);
  }
  return (
    <Menu.Item
      leftSection={<Spline size={14} aria-hidden />}
      rightSection={<Keys combination="Shift+t" />}
      onClick={simplify}
    >
      {t('simplify.menu')}
    </Menu.Item>
  );
}
