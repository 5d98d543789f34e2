import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import { valueOf, type AttributeSpec } from '#core/annotation/attributes.ts';
import type { Category } from '#core/annotation/category.ts';
import type { CategoryId } from '#core/annotation/ids.ts';
import { setAttribute } from '#flows/categories/attributeEdits.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import panel from '../widgets/Panel.module.css';
import { AttributeField, type SharedValue } from './AttributeField.tsx';
import classes from './AttributeSection.module.css';

/** The attributes of the selected objects, as far as all of them have them; nothing while there are none. */
export function AttributeSection() {
  const { t } = useTranslation();
  const services = useServices();
  const document = useDocument((state) => state.document);
  const openImageId = useSession((state) => state.openImageId);
  const selectedIds = useSession((state) => state.selectedIds);
  const open = openImageId ? document?.annotations.get(openImageId) : undefined;
  const objects = selectedIds.flatMap((id) => open?.get(id) ?? []);
  const specs = sharedSpecs(objects, document?.categories ?? new Map());
  if (specs.length === 0) return null;
  const ids = objects.map(({ id }) => id);
  return (
    <section className={`${panel.panel} ${classes.section}`} aria-label={t('attributes.title')}>
      <div className={panel.head}>
        <h2 className={panel.title}>{t('attributes.title')}</h2>
        {objects.length > 1 && (
          <span className={panel.quiet}>{t('attributes.objects', { count: objects.length })}</span>
        )}
      </div>
      <Stack gap={6} px={12} pb={10} className={classes.fields}>
        {specs.map((spec) => (
          <AttributeField
            key={`${ids.join(' ')} ${spec.kind} ${spec.name}`}
            spec={spec}
            value={sharedValue(objects, spec)}
            onChange={(value) => void setAttribute(services, ids, spec.name, value)}
          />
        ))}
      </Stack>
    </section>
  );
}

/** The attributes of the first one's category that those of all others have as the same kind. */
function sharedSpecs(
  objects: readonly Annotation[],
  categories: ReadonlyMap<CategoryId, Category>,
): readonly AttributeSpec[] {
  const ids = new Set(objects.map(({ categoryId }) => categoryId));
  const [first = [], ...others] = [...ids].map((id) => categories.get(id)?.attributes ?? []);
  return first.filter((spec) =>
    others.every((specs) =>
      specs.some(({ name, kind }) => name === spec.name && kind === spec.kind),
    ),
  );
}

function sharedValue(objects: readonly Annotation[], spec: AttributeSpec): SharedValue {
  const values = new Set(objects.map(({ attributes }) => valueOf(attributes, spec)));
  const [value = null] = values;
  return values.size > 1 ? 'mixed' : { value };
}
