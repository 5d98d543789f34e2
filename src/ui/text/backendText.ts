import type { TFunction } from 'i18next';
import type { BackendReason } from '#core/backend/backend.ts';

/** The sentence that says why a backend is in use. */
export function backendText(t: TFunction, why: BackendReason): string {
  switch (why.code) {
    case 'wrong-masks':
      return t('settings.engine.why.wrong-masks', { iou: percentText(why.maskIou) });
    case 'slower':
    case 'right-and-faster':
      return t(`settings.engine.why.${why.code}`, {
        webgpu: millisecondsText(why.webgpuMs),
        wasm: millisecondsText(why.wasmMs),
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

/** @param share 0…1 */
export function percentText(share: number): string {
  // rounded down: 100 % is said of equal masks only
  return `${Math.floor(share * 10_000) / 100} %`;
}

export function millisecondsText(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

export function mebibytesText(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20)} MiB`;
}
