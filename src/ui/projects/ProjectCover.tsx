import { Images } from 'lucide-react';
import { useThumbnail } from '../thumbnails/useThumbnail.ts';
import classes from './ProjectCard.module.css';

/** The first pictures of a project, up to four. @param coverKeys null: not known yet */
export function ProjectCover({ coverKeys }: { readonly coverKeys: readonly string[] | null }) {
  return (
    <div className={classes.cover} data-count={coverKeys?.length ?? 1} aria-hidden>
      {coverKeys?.map((blobKey) => (
        <Picture key={blobKey} blobKey={blobKey} />
      ))}
      {coverKeys?.length === 0 && <Images size={30} strokeWidth={1.25} />}
    </div>
  );
}

function Picture({ blobKey }: { readonly blobKey: string }) {
  const url = useThumbnail(blobKey);
  return url ? <img src={url} alt="" draggable={false} /> : <span className={classes.blank} />;
}
