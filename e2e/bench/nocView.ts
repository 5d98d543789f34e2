import { clicksTo, lineOf, maxClicks, type NocItemResult, type NocResult } from './nocSummary.ts';

/** A picture of one of the worst objects. */
export interface NocPicture {
  readonly id: string;
  readonly dataUrl: string;
}

const chart = { width: 150, height: 80 };

/** A page for the eye: the worst objects with pictures, then a curve of IoU by click for every one. */
export function nocViewOf(result: NocResult, worst: readonly NocPicture[]): string {
  const itemOf = new Map(result.items.map((item) => [item.id, item]));
  const pictures = worst.map(({ id, dataUrl }) => {
    const item = itemOf.get(id);
    return `<figure><img src="${dataUrl}" alt="">${item ? captionOf(item) : ''}</figure>`;
  });
  const curves = result.items.map((item) => `<figure>${curveOf(item)}${captionOf(item)}</figure>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Clicks to a good mask: ${escaped(result.set)}</title>
<style>
  body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; background: #17191c; color: #e9ecef; }
  section { display: flex; flex-wrap: wrap; gap: 1rem; }
  figure { margin: 0; }
  figcaption { font-size: 12px; color: #adb5bd; }
  svg { background: #212529; border-radius: 4px; }
</style>
<h1>Clicks to a good mask: ${escaped(result.set)}</h1>
<p>${escaped(lineOf(result))}</p>
<h2>The worst</h2>
<p>White: the true outline. Blue: the mask after the last click. Green and red: the clicks.</p>
<section>${pictures.join('\n')}</section>
<h2>IoU by click</h2>
<p>From 0 to 1 over ${maxClicks} clicks; the line is at 0.9.</p>
<section>${curves.join('\n')}</section>
</html>
`;
}

function captionOf({ id, ious }: NocItemResult): string {
  const last = (ious.at(-1) ?? 0).toFixed(3);
  return `<figcaption>${escaped(id)}: ${clicksTo(0.9, ious)} clicks to 0.9, last IoU ${last}</figcaption>`;
}

function curveOf({ ious }: NocItemResult): string {
  const { width, height } = chart;
  const places = ious.map((iou, click) => {
    const x = ((click + 0.5) * width) / maxClicks;
    return `${x.toFixed(1)},${((1 - iou) * height).toFixed(1)}`;
  });
  const dots = places.map((place) => {
    const [x, y] = place.split(',');
    return `<circle cx="${x}" cy="${y}" r="2" fill="#4dabf7"/>`;
  });
  return (
    `<svg width="${width}" height="${height}" role="img" aria-label="IoU by click">` +
    `<line x1="0" x2="${width}" y1="${height * 0.1}" y2="${height * 0.1}" stroke="#868e96"/>` +
    `<polyline points="${places.join(' ')}" fill="none" stroke="#4dabf7"/>${dots.join('')}</svg>`
  );
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
