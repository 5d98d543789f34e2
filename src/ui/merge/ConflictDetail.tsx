import { Button, Group, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import { areaOf } from '#core/mask/measures.ts';
import { iouOf } from '#core/mask/overlap.ts';
import { cropAround } from '#core/merge/cropAround.ts';
import type { MergeConflict } from '#core/merge/mergeObjects.ts';
import { choicesOf, type MergeChoice } from '#core/merge/resolveMerge.ts';
import { useDocument } from '../servicesContext.ts';
import { decimalText } from '../text/numberText.ts';
import { Keys } from '../widgets/Keys.tsx';
import type { DrawnMask } from './drawObjects.ts';
import classes from './Merge.module.css';
import { ObjectPicture, type ObjectPictureProps } from './ObjectPicture.tsx';
import { useNames } from './objectNames.ts';
import { baseColor, sideColors } from './sideColors.ts';
import { usePicture } from './usePicture.ts';

export interface ConflictDetailProps {
  readonly conflict: MergeConflict;
  readonly choice: MergeChoice | null;
  readonly position: string;
  onChoose(choice: MergeChoice): void;
}

/** Both versions of an object over the same part of the picture, and what can be done. */
export function ConflictDetail({ conflict, choice, position, onChoose }: ConflictDetailProps) {
  const { t } = useTranslation();
  const { fileOf } = useNames();
  const { mine, theirs, kind, imageId } = conflict;
  const iou = mine && theirs ? iouOf(mine.mask, theirs.mask) : null;
  return (
    <section className={classes.detail} aria-label={t(`merge.conflict.kind.${kind}`)}>
      <Group gap="xs" wrap="nowrap">
        <Title order={3} size="sm" className={classes.ellipsis}>
          {t('merge.conflict.where', {
            kind: t(`merge.conflict.kind.${kind}`),
            fileName: fileOf(imageId),
          })}
        </Title>
        <Text size="xs" c="var(--quiet)" style={{ whiteSpace: 'nowrap' }}>
          {position}
        </Text>
      </Group>
      <SideBySide conflict={conflict} />
      <Group gap="xs" role="group" aria-label={t('merge.conflict.choices')}>
        {choicesOf(kind).map((each, index) => (
          <Button
            key={each}
            size="sm"
            variant={each === choice ? 'filled' : 'default'}
            aria-pressed={each === choice}
            rightSection={<Keys combination={`Digit${index + 1}`} />}
            onClick={() => onChoose(each)}
          >
            {t(`merge.conflict.choice.${each}`)}
          </Button>
        ))}
        <Text size="xs" c="var(--quiet)" style={{ flex: 1 }} ta="right">
          {iou !== null && t('merge.conflict.iou', { iou: decimalText(iou, 2) })}{' '}
          {t('merge.conflict.keys')}
        </Text>
      </Group>
    </section>
  );
}

function SideBySide({ conflict }: { readonly conflict: MergeConflict }) {
  const { base, mine, theirs, imageId } = conflict;
  const size = useDocument(({ document }) => document?.images.get(imageId)?.size);
  const picture = usePicture(imageId);
  const crop = useMemo(
    () =>
      cropAround(
        [base, mine, theirs].flatMap((each) => each?.mask ?? []),
        size ?? { width: 1, height: 1 },
      ),
    [base, mine, theirs, size],
  );
  return (
    <div className={classes.pair}>
      <Side side="mine" object={mine} base={base} other={theirs} {...{ picture, crop, imageId }} />
      <Side
        side="theirs"
        object={theirs}
        base={base}
        other={mine}
        {...{ picture, crop, imageId }}
      />
    </div>
  );
}

interface SideProps extends Pick<ObjectPictureProps, 'picture' | 'crop'> {
  readonly side: 'mine' | 'theirs';
  readonly object: Annotation | null;
  readonly base: Annotation | null;
  readonly other: Annotation | null; // the version beside it
  readonly imageId: MergeConflict['imageId'];
}

function Side({ side, object, base, other, picture, crop, imageId }: SideProps) {
  const { t } = useTranslation();
  const { categoryOf, fileOf } = useNames();
  const masks = useMemo(() => masksOf(side, object, base), [side, object, base]);
  const fileName = fileOf(imageId);
  const name = t(`merge.${side}`);
  return (
    <figure className={classes.version}>
      <figcaption className={classes.caption}>
        <span className={classes.swatch} style={{ background: sideColors[side] }} />
        <strong>{name}</strong>
        {base && (
          <span className={classes.baseKey}>
            <span className={classes.dots} aria-hidden /> {t('merge.base')}
          </span>
        )}
      </figcaption>
      <ObjectPicture
        label={
          object
            ? t('merge.conflict.picture', { side: name, category: categoryOf(object), fileName })
            : t('merge.conflict.pictureNone', { side: name, fileName })
        }
        picture={picture}
        crop={crop}
        masks={masks}
      />
      {object ? (
        <Facts object={object} other={other} />
      ) : (
        <p className={classes.gone}>{t('merge.conflict.deleted')}</p>
      )}
    </figure>
  );
}

function masksOf(
  side: 'mine' | 'theirs',
  object: Annotation | null,
  base: Annotation | null,
): readonly DrawnMask[] {
  return [
    ...(object ? [{ mask: object.mask, color: sideColors[side], isDotted: false }] : []),
    ...(base ? [{ mask: base.mask, color: baseColor, isDotted: true }] : []),
  ];
}

interface FactsProps {
  readonly object: Annotation;
  readonly other: Annotation | null;
}

/** What both versions say of the object; what differs stands out. */
function Facts({ object, other }: FactsProps) {
  const { t } = useTranslation();
  const { categoryOf } = useNames();
  const facts = [
    {
      name: t('merge.conflict.category'),
      value: categoryOf(object),
      differs: other !== null && other.categoryId !== object.categoryId,
    },
    {
      name: t('merge.conflict.objectName'),
      value: object.name || '–',
      differs: other !== null && other.name !== object.name,
    },
    {
      name: t('merge.conflict.area'),
      value: t('merge.conflict.areaPx', { area: areaOf(object.mask) }),
      differs: other !== null && areaOf(other.mask) !== areaOf(object.mask),
    },
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(({ name, value, differs }) => (
        <div key={name} data-differs={differs}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
