import type { TFunction } from 'i18next';
import type { BackendReason } from '#core/backend/backend.ts';
import { mebibytesText } from './bytesText.ts';
import { durationText, numberText } from './numberText.ts';

/** The sentence that says why a backend is in use. */
export function backendText(t: TFunction, why: BackendReason): string {
  switch (why.code) {
    case 'wrong-masks':
      return t('settings.engine.why.wrong-masks', { iou: agreementText(why.maskIou) });
    case 'slower':
    case 'right-and-faster':
      return t(`settings.engine.why.${why.code}`, {
        webgpu: durationText(why.webgpuMs),
        wasm: durationText(why.wasmMs),
      });
    case 'limits-too-small':
      return t('settings.engine.why.limits-too-small', {
        given: mebibytesText(why.givenBytes),
        needed: mebibytesText(why.neededBytes),
      });
    default: {
      const { code, ...values } = why;
      return t(`settings.engine.why.${code}`, values);
    }
  }
}

/** How far masks agree, two digits after the point. @param share 0…1 */
export function agreementText(share: number): string {
  // rounded down: 100 % is said of equal masks only
  return `${numberText(Math.floor(share * 10_000) / 100)} %`;
}
