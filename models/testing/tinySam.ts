import {
  floats,
  integers,
  modelOf,
  node,
  tensor,
  type ElementType,
  type GraphParts,
} from './graphParts.ts';

/** Two .onnx files that speak as an export of Segment Anything does. */
export interface TinyPair {
  readonly encoder: Uint8Array<ArrayBuffer>;
  readonly decoder: Uint8Array<ArrayBuffer>;
}

/** Whose names, shapes and types a tiny model has. */
export type TinyStyle = 'sam' | 'sam2' | 'efficient-sam' | 'transformers' | 'raw-pixels';

export interface TinyOptions {
  readonly candidateCount?: 1 | 3 | 4;
  /** Whether the masks come at the size that is asked for only, not as low-res logits too. */
  readonly isFullSizeOnly?: boolean;
}

const side = 256; // px of the image
const cells = side / 4; // of the embedding that the logits are made of

/**
 * A made-up Segment Anything of a few nodes. Its embedding is the brightness of each 4 × 4 px; its mask is
 * what is as bright as the place of the first point, or, if that is a background point, all else.
 * Candidate i wants brightness a little nearer than candidate i − 1 does.
 */
export function tinySam(style: TinyStyle, options: TinyOptions = {}): TinyPair {
  return { encoder: modelOf(encoderOf(style)), decoder: modelOf(decoderOf(style, options)) };
}

function encoderOf(style: TinyStyle): GraphParts {
  switch (style) {
    case 'sam':
      return brightnessEncoder('images', 'embeddings');
    case 'transformers':
      return withPosition(brightnessEncoder('pixel_values', 'image_embeddings'));
    case 'sam2':
      return highResEncoder();
    case 'efficient-sam':
      return resizingEncoder();
    case 'raw-pixels':
      return interleavedEncoder();
  }
}

function brightnessEncoder(input: string, output: string): GraphParts {
  return {
    inputs: [tensor(input, [1, 3, side, side])],
    outputs: [tensor(output, [1, 1, cells, cells])],
    constants: [],
    nodes: [...brightness(input, 'fine'), shrink('fine', output, 4)],
  };
}

function brightness(input: string, output: string) {
  return [node('ReduceMean', [input], output, { axes: [1], keepdims: 1 })];
}

function shrink(input: string, output: string, by: number) {
  return node('AveragePool', [input], output, { kernel_shape: [by, by], strides: [by, by] });
}

function withPosition(parts: GraphParts): GraphParts {
  return {
    ...parts,
    outputs: [...parts.outputs, tensor('image_positional_embeddings', [1, 1, cells, cells])],
    constants: [floats('one', [1], [1])],
    nodes: [
      ...parts.nodes,
      node('Add', ['image_embeddings', 'one'], 'image_positional_embeddings'),
    ],
  };
}

function highResEncoder(): GraphParts {
  const outputs = [
    tensor('high_res_feats_0', [1, 1, cells, cells]),
    tensor('high_res_feats_1', [1, 1, cells / 2, cells / 2]),
    tensor('image_embed', [1, 1, cells / 4, cells / 4]),
  ];
  return {
    inputs: [tensor('image', [1, 3, side, side])],
    outputs,
    constants: [],
    nodes: [
      ...brightness('image', 'fine'),
      shrink('fine', 'high_res_feats_0', 4),
      shrink('fine', 'high_res_feats_1', 8),
      shrink('fine', 'image_embed', 16),
    ],
  };
}

/** Takes an image of any size in 0…1 and normalises it in the graph. */
function resizingEncoder(): GraphParts {
  return {
    inputs: [tensor('batched_images', ['batch', 3, 'height', 'width'])],
    outputs: [tensor('image_embeddings', ['batch', 1, cells, cells])],
    constants: [
      integers('size', [4], [1, 1, side, side]),
      floats('middle', [1], [0.45]),
      floats('spread', [1], [0.225]),
    ],
    nodes: [
      ...brightness('batched_images', 'unit'),
      node('Sub', ['unit', 'middle'], 'centred'),
      node('Div', ['centred', 'spread'], 'normalised'),
      node('Resize', ['normalised', '', '', 'size'], 'square', { mode: 'linear' }),
      shrink('square', 'image_embeddings', 4),
    ],
  };
}

/** Takes pixels as they are, of any size, and pads them to the square in the graph. */
function interleavedEncoder(): GraphParts {
  return {
    inputs: [tensor('input_image', ['image_height', 'image_width', 3])],
    outputs: [tensor('image_embeddings', [1, 1, cells, cells])],
    constants: [
      floats('middle', [1], [115]),
      floats('spread', [1], [57]),
      integers('square', [2], [side, side]),
      integers('none', [2], [0, 0]),
      integers('batch', [2], [0, 1]),
    ],
    nodes: [
      node('ReduceMean', ['input_image'], 'pixel', { axes: [2], keepdims: 0 }),
      node('Sub', ['pixel', 'middle'], 'centred'),
      node('Div', ['centred', 'spread'], 'normalised'),
      node('Shape', ['normalised'], 'given'),
      node('Sub', ['square', 'given'], 'lacking'),
      node('Concat', ['none', 'lacking'], 'pads', { axis: 0 }),
      node('Pad', ['normalised', 'pads'], 'padded'),
      node('Unsqueeze', ['padded', 'batch'], 'fine'),
      shrink('fine', 'image_embeddings', 4),
    ],
  };
}

/** What differs between the decoders. */
interface DecoderStyle {
  readonly embeddings: readonly (readonly [name: string, cells: number])[]; // the finest first
  readonly points: string;
  readonly labels: string;
  readonly pointRank: 3 | 4;
  readonly labelType: ElementType;
  readonly hasMaskInput: boolean;
  readonly originalSize: ElementType | null;
  readonly lowRes: string | null;
  readonly masks: string | null; // at the size that is asked for
  readonly ious: string;
}

const samStyle: DecoderStyle = {
  embeddings: [['image_embeddings', cells]],
  points: 'point_coords',
  labels: 'point_labels',
  pointRank: 3,
  labelType: 'float32',
  hasMaskInput: true,
  originalSize: 'float32',
  lowRes: 'low_res_masks',
  masks: 'masks',
  ious: 'iou_predictions',
};

const decoderStyles: Readonly<Record<TinyStyle, DecoderStyle>> = {
  sam: samStyle,
  'raw-pixels': samStyle,
  sam2: {
    ...samStyle,
    embeddings: [
      ['high_res_feats_0', cells],
      ['high_res_feats_1', cells / 2],
      ['image_embed', cells / 4],
    ],
    originalSize: null,
    lowRes: 'masks',
    masks: null,
  },
  'efficient-sam': {
    ...samStyle,
    points: 'batched_point_coords',
    labels: 'batched_point_labels',
    pointRank: 4,
    hasMaskInput: false,
    originalSize: 'int64',
    lowRes: null,
    masks: 'output_masks',
  },
  transformers: {
    ...samStyle,
    embeddings: [
      ['image_embeddings', cells],
      ['image_positional_embeddings', cells],
    ],
    points: 'input_points',
    labels: 'input_labels',
    pointRank: 4,
    labelType: 'int64',
    hasMaskInput: false,
    originalSize: null,
    lowRes: 'pred_masks',
    masks: null,
    ious: 'iou_scores',
  },
};

const defaultCounts: Readonly<Record<TinyStyle, 1 | 3 | 4>> = {
  sam: 4,
  'raw-pixels': 4,
  sam2: 3,
  'efficient-sam': 3,
  transformers: 3,
};

function decoderOf(name: TinyStyle, options: TinyOptions): GraphParts {
  const count = options.candidateCount ?? defaultCounts[name];
  const style = decoderStyles[name];
  const used = options.isFullSizeOnly ? { ...style, lowRes: null } : style;
  return {
    inputs: decoderInputs(used),
    outputs: decoderOutputs(used, count),
    constants: decoderConstants(count),
    nodes: [...placeNodes(used), ...maskNodes(used), ...outputNodes(used)],
  };
}

function decoderInputs(style: DecoderStyle) {
  const { embeddings, pointRank } = style;
  const lead = pointRank === 4 ? [1, 1, 'points'] : [1, 'points'];
  return [
    ...embeddings.map(([name, size]) => tensor(name, [1, 1, size, size])),
    tensor(style.points, [...lead, 2]),
    tensor(style.labels, lead, style.labelType),
    ...(style.hasMaskInput
      ? [tensor('mask_input', [1, 1, cells, cells]), tensor('has_mask_input', [1])]
      : []),
    ...(style.originalSize ? [tensor('orig_im_size', [2], style.originalSize)] : []),
  ];
}

function decoderOutputs(style: DecoderStyle, count: number) {
  const lead = style.pointRank === 4 ? [1, 1] : [1];
  return [
    ...(style.masks ? [tensor(style.masks, [...lead, count, 'height', 'width'])] : []),
    tensor(style.ious, [...lead, count]),
    ...(style.lowRes ? [tensor(style.lowRes, [...lead, count, cells, cells])] : []),
  ];
}

function decoderConstants(count: number) {
  const nearness = [0.8, 0.7, 0.6, 0.5].slice(0, count);
  const ious = [0.7, 0.8, 0.9, 0.6].slice(0, count);
  return [
    integers('firstPlace', [2], [0, 0]),
    integers('behindFirst', [2], [1, 2]),
    integers('pointList', [2], [-1, 2]),
    integers('labelList', [1], [-1]),
    integers('start', [1], [0]),
    integers('next', [1], [1]),
    integers('zeros', [2], [0, 0]),
    integers('swapAxes', [2], [1, 0]),
    integers('bothAxes', [2], [0, 1]),
    floats('half', [1], [0.5]),
    floats('toCells', [1], [cells / side]),
    floats('none', [], [0]),
    floats('lastCell', [], [cells - 1]),
    floats('two', [1], [2]),
    floats('one', [1], [1]),
    floats('unit', [], [1]),
    floats('steep', [1], [10]),
    floats('tenth', [1], [0.1]),
    floats('noShare', [1], [0]),
    floats('side', [1], [side]),
    floats('nearness', [1, count, 1, 1], nearness),
    floats('quality', [1, count], ious),
    integers('flatMasks', [5], [1, 1, count, cells, cells]),
    integers('flatIous', [3], [1, 1, count]),
    integers('channels', [2], [1, count]),
  ];
}

/** `value`: the brightness at the first point; `sign`: −1 if it is a background point. */
function placeNodes({
  points,
  labels,
  labelType,
  originalSize,
  masks,
  embeddings,
  pointRank,
}: DecoderStyle) {
  const finest = embeddings[0]?.[0] ?? '';
  const isScaled = pointRank === 4 && originalSize !== null && masks !== null;
  return [
    node('Reshape', [points, 'pointList'], 'allPoints'),
    node('Slice', ['allPoints', 'firstPlace', 'behindFirst', 'bothAxes'], 'given'),
    ...(isScaled
      ? [
          node('Cast', ['orig_im_size'], 'asked', { to: 1 }),
          node('Slice', ['asked', 'start', 'next'], 'askedHeight'),
          node('Div', ['side', 'askedHeight'], 'toSide'),
          node('Mul', ['given', 'toSide'], 'index'),
        ]
      : [node('Identity', ['given'], 'index')]),
    node('Add', ['index', 'half'], 'place'),
    node('Mul', ['place', 'toCells'], 'inCells'),
    node('Clip', ['inCells', 'none', 'lastCell'], 'inside'),
    node('Cast', ['inside'], 'cell', { to: 7 }),
    node('Gather', ['cell', 'swapAxes'], 'rowColumn', { axis: 1 }),
    node('Concat', ['zeroPair', 'rowColumn'], 'address', { axis: 1 }),
    node('Unsqueeze', ['zeros', 'start'], 'zeroPair'),
    node('GatherND', [finest, 'address'], 'value'),
    ...(labelType === 'float32'
      ? [node('Identity', [labels], 'labelNumbers')]
      : [node('Cast', [labels], 'labelNumbers', { to: 1 })]),
    node('Reshape', ['labelNumbers', 'labelList'], 'labelRow'),
    node('Slice', ['labelRow', 'start', 'next'], 'label'),
    node('Clip', ['label', 'none', 'unit'], 'isForeground'),
    node('Mul', ['isForeground', 'two'], 'doubled'),
    node('Sub', ['doubled', 'one'], 'sign'),
  ];
}

/** `logits`, [1, candidates, cells, cells]. A mask input counts a tenth. */
function maskNodes({ embeddings, hasMaskInput }: DecoderStyle) {
  const [finest, ...others] = embeddings.map(([name]) => name);
  const rest = others.flatMap((name, at) => [
    node('ReduceMean', [name], `mean${at}`, { keepdims: 0 }),
    node('Mul', [`mean${at}`, 'noShare'], `nothing${at}`),
  ]);
  const sum = ['raw', ...others.map((_, at) => `nothing${at}`)];
  return [
    node('Sub', [finest ?? '', 'value'], 'difference'),
    node('Abs', ['difference'], 'distance'),
    node('Sub', ['nearness', 'distance'], 'closeness'),
    node('Mul', ['closeness', 'sign'], 'signed'),
    node('Mul', ['signed', 'steep'], 'raw'),
    ...rest,
    node('Sum', sum, 'ofImage'),
    ...(hasMaskInput
      ? [
          node('Mul', ['mask_input', 'has_mask_input'], 'asFar'),
          node('Mul', ['asFar', 'tenth'], 'share'),
          node('Add', ['ofImage', 'share'], 'logits'),
        ]
      : [node('Identity', ['ofImage'], 'logits')]),
  ];
}

function outputNodes(style: DecoderStyle) {
  const isNested = style.pointRank === 4;
  const lowRes = style.lowRes
    ? [
        isNested
          ? node('Reshape', ['logits', 'flatMasks'], style.lowRes)
          : node('Identity', ['logits'], style.lowRes),
      ]
    : [];
  const ious = isNested
    ? node('Reshape', ['quality', 'flatIous'], style.ious)
    : node('Identity', ['quality'], style.ious);
  return [...lowRes, ious, ...(style.masks ? fullSizeNodes(style.masks, isNested) : [])];
}

function fullSizeNodes(output: string, isNested: boolean) {
  return [
    node('Cast', ['orig_im_size'], 'askedSize', { to: 7 }),
    node('Concat', ['channels', 'askedSize'], 'wanted', { axis: 0 }),
    node('Resize', ['logits', '', '', 'wanted'], isNested ? 'enlarged' : output, {
      mode: 'linear',
    }),
    ...(isNested ? [node('Unsqueeze', ['enlarged', 'start'], output)] : []),
  ];
}
