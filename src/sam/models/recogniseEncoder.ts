import type { ModelProblem } from '#core/model/modelReport.ts';
import type { UserManifest } from './contractSchema.ts';
import { rawPixels } from './families.ts';
import {
  canBeSameShape,
  fixedDim,
  namesText,
  shapeText,
  tensorNamed,
  type GraphInfo,
  type TensorInfo,
} from './graphInfo.ts';
import type { EmbeddingTensor, EncoderContract, ModelSpec } from './modelSpec.ts';

const usualSide = 1024;

interface FromDecoder extends Pick<EncoderContract, 'fit' | 'tensors'> {
  readonly sideOfDecoder: number | null;
  readonly problems: ModelProblem[]; // takes what does not fit
}

interface EncoderReading {
  readonly contract: EncoderContract;
  /** Where the layout tells it: pixels last means pixels as they are. null: as the family has it. */
  readonly normalization: ModelSpec['normalization'] | null;
}

/** @returns null where no input takes an image; the problem is told */
export function recogniseEncoder(
  { inputs }: GraphInfo,
  { encoder: own = {} }: UserManifest,
  { tensors, fit, sideOfDecoder, problems }: FromDecoder,
): EncoderReading | null {
  const image = own.inputName
    ? tensorNamed(inputs, [own.inputName])
    : (inputs.find((tensor) => layoutOf(tensor) !== null) ?? null);
  if (!image) {
    problems.push(
      own.inputName
        ? { code: 'manifest-tensor', part: 'encoder', tensor: own.inputName }
        : { code: 'no-encoder', found: namesText(inputs) },
    );
    return null;
  }
  for (const { name: tensor } of inputs.filter((each) => each !== image)) {
    problems.push({ code: 'unknown-input', part: 'encoder', tensor });
  }
  requireFloat(image, problems);
  const layout = own.layout ?? layoutOf(image) ?? 'nchw';
  const [heightAt, widthAt] = { nchw: [2, 3], nhwc: [1, 2], hwc: [0, 1] }[layout] as [
    number,
    number,
  ];
  const [height, width] = [fixedDim(image, heightAt), fixedDim(image, widthAt)];
  if (height !== null && width !== null && height !== width) {
    problems.push({
      code: 'wrong-shape',
      part: 'encoder',
      tensor: image.name,
      shape: shapeText(image),
      expected: '[1, 3, 1024, 1024]',
    });
  }
  const isFree = height === null && width === null;
  return {
    contract: {
      inputName: image.name,
      inputSide: own.inputSide ?? width ?? height ?? sideOfDecoder ?? usualSide,
      // one that pads by itself must not be given padding
      sizeStep: layout === 'hwc' && isFree ? 1 : null,
      blankMargin: 0,
      fit,
      layout,
      tensors,
    },
    normalization: layout === 'nchw' ? null : rawPixels,
  };
}

/**
 * Which output of the encoder goes into which input of the decoder: by name, else by the only shape
 * that fits. Shapes are those of the side that declares them; free sizes are left out until a run
 * shows them.
 */
export function matchEmbeddings(
  { outputs }: GraphInfo,
  embeddings: readonly TensorInfo[],
  { manifest, problems }: { manifest: UserManifest; problems: ModelProblem[] },
): readonly EmbeddingTensor[] {
  const own = manifest.encoder?.tensors;
  if (own) return ownPairs(own, outputs, { embeddings, problems });
  const pairs = new Map<TensorInfo, TensorInfo>();
  for (const input of embeddings) {
    const sameName = outputs.find(({ name }) => name === input.name);
    if (sameName) pairs.set(input, sameName);
  }
  for (const input of embeddings.filter((each) => !pairs.has(each))) {
    const taken = new Set(pairs.values());
    const fitting = outputs.filter((each) => !taken.has(each) && canBeSameShape(each, input));
    const [output] = fitting;
    if (output && fitting.length === 1) pairs.set(input, output);
    else problems.push({ code: 'no-match', tensor: input.name, shape: shapeText(input) });
  }
  if (embeddings.length === 0) {
    problems.push({ code: 'missing-input', part: 'decoder', lookedFor: 'image_embeddings' });
  }
  return [...pairs].map(([input, output]) => pairOf(input, output, problems));
}

function ownPairs(
  own: readonly EmbeddingTensor[],
  outputs: readonly TensorInfo[],
  { embeddings, problems }: { embeddings: readonly TensorInfo[]; problems: ModelProblem[] },
): readonly EmbeddingTensor[] {
  for (const { outputName, inputName } of own) {
    if (!tensorNamed(outputs, [outputName])) {
      problems.push({ code: 'manifest-tensor', part: 'encoder', tensor: outputName });
    }
    if (!tensorNamed(embeddings, [inputName])) {
      problems.push({ code: 'manifest-tensor', part: 'decoder', tensor: inputName });
    }
  }
  return own;
}

function pairOf(input: TensorInfo, output: TensorInfo, problems: ModelProblem[]): EmbeddingTensor {
  requireFloat(output, problems);
  if (!canBeSameShape(input, output)) {
    problems.push({
      code: 'wrong-shape',
      part: 'encoder',
      tensor: output.name,
      shape: shapeText(output),
      expected: shapeText(input),
    });
  }
  const dims = input.dims.length > 0 ? input.dims : output.dims;
  const shape = dims.map((_, at) => fixedDim(input, at) ?? fixedDim(output, at) ?? 1);
  return { outputName: output.name, inputName: input.name, shape };
}

function requireFloat({ name, type }: TensorInfo, problems: ModelProblem[]): void {
  if (type === 'float32') return;
  problems.push({ code: 'wrong-type', part: 'encoder', tensor: name, type, expected: 'float32' });
}

function layoutOf(tensor: TensorInfo): EncoderContract['layout'] | null {
  const { length } = tensor.dims;
  if (length === 4 && fixedDim(tensor, 1) === 3) return 'nchw';
  if (length === 4 && fixedDim(tensor, 3) === 3) return 'nhwc';
  return length === 3 && fixedDim(tensor, 2) === 3 ? 'hwc' : null;
}
