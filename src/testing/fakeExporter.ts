import type { Format } from '#formats/registry.ts';
import type { Exporter } from '#formats/worker/exporter.ts';
import { formatToWrite, runDry, runExport, type PictureTools } from '#formats/worker/exportRun.ts';
import { formats as registered } from '#formats/registry.ts';

/** Pictures that say what was done to them, in place of decoders. */
export const fakePictureTools: PictureTools = {
  pixelsOf: ({ width, height }) => ({
    size: { width, height },
    data: new Uint8ClampedArray(width * height * 4),
  }),
  strip: async (file) => new Blob([file], { type: file.type }),
  redact: async (file, masks, { redaction, fileName }) =>
    new Blob([`${redaction} ${masks.length} in ${fileName} of `, file]),
  transform: async (file, masks, { transform: { size }, fileName }) =>
    new Blob([
      `${size.width} × ${size.height} of `,
      file,
      ` as ${fileName}, ${masks.length} hidden`,
    ]),
  redactPixels: (pixels) => pixels,
};

/** Writes in the page, with the very code of the worker. */
export function createFakeExporter(formats: readonly Format[] = registered): Exporter {
  return {
    formats: async () =>
      formats.map(({ id, title, options, loadReader }) => ({
        id,
        title,
        options,
        isChecked: loadReader !== null,
      })),
    async dryRun(plan, host, { onProgress }) {
      return runDry({ plan, format: formatToWrite(formats, plan.formatId), host }, onProgress);
    },
    run(plan, host, { onProgress }) {
      const format = formatToWrite(formats, plan.formatId);
      return runExport({ plan, format, host, tools: fakePictureTools }, onProgress);
    },
  };
}
