import type { DataSet } from '../../dataset/dataSet.ts';
import type { CocoEvaluation } from '../cocoEval/cocoTally.ts';
import { areaRanges } from '../cocoEval/protocol.ts';
import type { CategoryRow, SizeRow } from './report.ts';

/** How each category fared, in the order of the ground truth. */
export function categoryRows(
  { categories }: DataSet,
  { categories: scores }: CocoEvaluation,
): readonly CategoryRow[] {
  return scores.map((each) => ({
    name: categories[each.category]?.name ?? '',
    objects: each.truthCount,
    predictions: each.detectionCount,
    AP: each.AP,
    AP50: each.AP50,
    AP75: each.AP75,
    AR: each.AR_100,
    precision50: each.precision50,
    precision75: each.precision75,
  }));
}

/** How small, medium and large objects fared. */
export function sizeRows({ summary, objectCounts }: CocoEvaluation): readonly SizeRow[] {
  return (['small', 'medium', 'large'] as const).map((name) => ({
    name,
    areas: areaRanges[name],
    objects: objectCounts[name],
    AP: summary[`AP_${name}`],
    AR: summary[`AR_${name}`],
  }));
}
