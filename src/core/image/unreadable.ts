/** Files that are no pictures for the studio, yet known: what to do about each differs. */
export type OtherKind =
  | 'pdf'
  | 'svg'
  | 'webPage'
  | 'dicom'
  | 'nifti'
  | 'fits'
  | 'hdr'
  | 'jpeg2000'
  | 'jpegXl'
  | 'photoshop'
  | 'icon'
  | 'netpbm'
  | 'targa'
  | 'sgi'
  | 'raw'
  | 'video'
  | 'archive'
  | 'dataFile'
  | 'text';

/** Why a TIFF is not read: kinds that are seldom, and would come out wrong. */
export type TiffVariant = 'compression' | 'depth' | 'colours' | 'channels';
