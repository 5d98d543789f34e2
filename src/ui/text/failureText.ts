import type { TFunction } from 'i18next';
import type { Failure } from '#core/failure.ts';

/** The sentence that tells a failure to the person it happened to. */
export function failureText(t: TFunction, failure: Failure): string {
  switch (failure.code) {
    case 'category/in-use':
      return t('failure.category/in-use', {
        name: failure.name,
        count: failure.annotationCount,
      });
    case 'image/other-kind':
      return t(`otherKind.${failure.kind}`, { fileName: failure.fileName });
    case 'image/tiff-variant':
      return t(`tiffVariant.${failure.variant}`, { fileName: failure.fileName });
    case 'image/file-too-large':
      return t('failure.image/file-too-large', {
        fileName: failure.fileName,
        sizeMegabytes: Math.ceil(failure.sizeBytes / 2 ** 20),
        limitMegabytes: Math.floor(failure.limitBytes / 2 ** 20),
      });
    case 'merge/undecided':
      return t('failure.merge/undecided', { count: failure.conflictCount });
    case 'model/download-failed':
      return t('failure.model/download-failed', {
        url: failure.url,
        status: failure.status === 0 ? t('failure.offline') : `HTTP ${failure.status}`,
      });
    default: {
      const { code, ...values } = failure;
      return t(`failure.${code}`, values);
    }
  }
}
