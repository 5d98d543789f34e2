import type { FileReport } from '../codecs/fileReport.ts';
import { asJsonList, asJsonNumber, asJsonObject, asJsonText } from '../codecs/jsonValues.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** One result of a task, and where it stands. */
export interface TaskResult {
  readonly id: string; // results of one region have the same
  readonly type: string;
  readonly name: string; // of the control it was made with
  readonly value: JsonObject;
  readonly result: JsonObject; // all of it
  readonly score: number | null; // of a prediction
  readonly path: string;
}

/** Results of a task, and of its data what is not in `data` with the short form. */
export interface TaskContent {
  readonly data: JsonObject;
  readonly results: readonly TaskResult[];
}

/**
 * What one task holds, be it in full or in the short form (`JSON_MIN`). Of several annotations the one
 * that is the ground truth, else the first that was not cancelled; the others are reported. Regions of
 * predictions that an annotation has too are left out: they were accepted or altered there.
 */
export function contentOfTask(task: JsonObject, path: string, report: FileReport): TaskContent {
  const data = asJsonObject(task['data']);
  const answers = asJsonList(task['annotations']) ?? asJsonList(task['completions']);
  if (!data) return { data: task, results: shortResults(task, path) };
  const chosen = chosenAnnotation(answers ?? [], path, report);
  const drawn = chosen ? resultsOf(chosen.answer, chosen.path, false) : [];
  const known = new Set(drawn.map(({ id }) => id));
  const predicted = (asJsonList(task['predictions']) ?? []).flatMap((each, i) => {
    const prediction = asJsonObject(each);
    return prediction ? resultsOf(prediction, `${path}.predictions[${i}]`, true) : [];
  });
  return { data, results: [...drawn, ...predicted.filter(({ id }) => !known.has(id))] };
}

function chosenAnnotation(
  answers: readonly unknown[],
  path: string,
  report: FileReport,
): { readonly answer: JsonObject; readonly path: string } | null {
  const valid = answers.flatMap((each, i) => {
    const answer = asJsonObject(each);
    const isUsed = answer && answer['was_cancelled'] !== true;
    return isUsed ? [{ answer, path: `${path}.annotations[${i}]` }] : [];
  });
  const chosen = valid.find(({ answer }) => answer['ground_truth'] === true) ?? valid[0] ?? null;
  for (const each of valid) {
    const count = asJsonList(each.answer['result'])?.length ?? 0;
    if (each === chosen) continue;
    report.warning(
      'duplicateRecord',
      each.path,
      `another annotation of the task, ${count} results`,
    );
  }
  return chosen;
}

function resultsOf(answer: JsonObject, path: string, isPrediction: boolean): readonly TaskResult[] {
  const whole = isPrediction ? asJsonNumber(answer['score']) : null;
  return (asJsonList(answer['result']) ?? []).flatMap((each, i) => {
    const result = asJsonObject(each);
    const at = `${path}.result[${i}]`;
    const score = isPrediction ? (asJsonNumber(result?.['score']) ?? whole) : null;
    return result ? [resultOf(result, at, score)] : [];
  });
}

function resultOf(result: JsonObject, path: string, score: number | null): TaskResult {
  return {
    id: asJsonText(result['id']) ?? path,
    type: (asJsonText(result['type']) ?? '').toLowerCase(),
    name: asJsonText(result['from_name']) ?? '',
    value: asJsonObject(result['value']) ?? {},
    result,
    score: score !== null && score >= 0 && score <= 1 ? score : null,
    path,
  };
}

/** In the short form values of regions lie in lists beside the data, under the name of their control. */
function shortResults(task: JsonObject, path: string): readonly TaskResult[] {
  return Object.entries(task).flatMap(([name, list]) =>
    (asJsonList(list) ?? []).flatMap((each, i) => {
      const value = asJsonObject(each);
      if (!value || value['original_width'] === undefined) return [];
      const type = Object.keys(value).find((key) => key.endsWith('labels')) ?? '';
      const result = { ...value, type, from_name: name, value };
      return [resultOf(result, `${path}.${name}[${i}]`, null)];
    }),
  );
}
