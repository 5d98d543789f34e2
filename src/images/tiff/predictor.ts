import type { TiffPage } from './tiffPages.ts';

/** Rows of a block and what is side by side in them. */
export interface BlockRows {
  readonly rowCount: number;
  readonly samplesPerRow: number;
  readonly channelCount: number; // of a pixel; 1 in planar files
}

/** Undoes, in place, the differences that a block was written as. Source: TIFF 6.0, section 14; Adobe TN3. */
export function undoPredictor(
  bytes: Uint8Array<ArrayBuffer>,
  page: Pick<TiffPage, 'predictor' | 'bitsPerSample' | 'isLittle'>,
  rows: BlockRows,
): void {
  if (page.predictor === 1) return;
  const rowBytes = (rows.samplesPerRow * page.bitsPerSample) / 8;
  for (let row = 0; row < rows.rowCount; row += 1) {
    const part = bytes.subarray(row * rowBytes, (row + 1) * rowBytes);
    if (page.predictor === 3) undoFloats(part, page.isLittle, rows.channelCount);
    else if (page.bitsPerSample === 8) addUp(part, rows.channelCount);
    else addUpWide(part, page, rows.channelCount);
  }
}

function addUp(row: Uint8Array, step: number): void {
  for (let at = step; at < row.length; at += 1) row[at] = (row[at] ?? 0) + (row[at - step] ?? 0);
}

function addUpWide(
  row: Uint8Array<ArrayBuffer>,
  { bitsPerSample, isLittle }: Pick<TiffPage, 'bitsPerSample' | 'isLittle'>,
  channelCount: number,
): void {
  const view = new DataView(row.buffer, row.byteOffset, row.byteLength);
  const bytes = bitsPerSample / 8;
  const step = bytes * channelCount;
  for (let at = step; at + bytes <= row.length; at += bytes) {
    if (bytes === 2) {
      view.setUint16(
        at,
        view.getUint16(at, isLittle) + view.getUint16(at - step, isLittle),
        isLittle,
      );
    } else {
      view.setUint32(
        at,
        view.getUint32(at, isLittle) + view.getUint32(at - step, isLittle),
        isLittle,
      );
    }
  }
}

/** Of 32 bits: all first bytes of a row, then all second ones …, and these as differences. */
function undoFloats(row: Uint8Array, isLittle: boolean, step: number): void {
  addUp(row, step);
  const planes = row.slice();
  const count = row.length / 4;
  for (let sample = 0; sample < count; sample += 1) {
    for (let byte = 0; byte < 4; byte += 1) {
      row[sample * 4 + (isLittle ? 3 - byte : byte)] = planes[byte * count + sample] ?? 0;
    }
  }
}
