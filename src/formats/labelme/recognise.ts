import type { InputFiles } from '../format.ts';

const sampleCount = 5;

/** How surely a folder holds files of either tool, by the beginning of the first few. */
export async function shareOfTool(
  files: InputFiles,
  tool: 'labelMe' | 'xAnyLabeling',
): Promise<number> {
  const paths = files.paths.filter((path) => /\.json$/iu.test(path)).slice(0, sampleCount);
  const shares = await Promise.all(
    paths.map(async (path) => shareOf(files.decode(await files.headOf(path)), tool)),
  );
  return Math.max(0, ...shares);
}

function shareOf(head: string, tool: 'labelMe' | 'xAnyLabeling'): number {
  const isLabelFile =
    head.includes('"shapes"') &&
    /"(?:imagePath|imageData|imageHeight|shape_type|line_color)"/u.test(head);
  if (!isLabelFile) return 0;
  const isXAnyLabeling =
    /"(?:kie_linking|difficult|checked)"\s*:/u.test(head) || /"rotation"/u.test(head);
  return isXAnyLabeling === (tool === 'xAnyLabeling') ? 0.9 : 0.4;
}
