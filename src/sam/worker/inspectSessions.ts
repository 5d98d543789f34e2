import type { InferenceSession } from 'onnxruntime-web/wasm';
import type { ModelNote, ModelProblem, ModelReport } from '#core/model/modelReport.ts';
import type { UserManifest } from '#sam/models/contractSchema.ts';
import type { GraphInfo, TensorInfo } from '#sam/models/graphInfo.ts';
import type { ModelFile, ModelSpec } from '#sam/models/modelSpec.ts';
import { recognise } from '#sam/models/recognise.ts';
import { checkContract } from './contractCheck.ts';

/** Below it the masks of a plain disc are wrong, whatever the model: MobileSAM has 0.99. */
const modestIou = 0.7;

/** One of the two files, open. */
export interface OpenFile {
  readonly session: InferenceSession;
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface Inspection {
  readonly report: ModelReport;
  readonly spec: ModelSpec | null; // null: refused
}

/** Recognises two open files and checks what they do; `files` are in the order in which they were given. */
export async function inspectSessions(
  files: readonly [OpenFile, OpenFile],
  manifest: UserManifest,
  onStage: (stage: 'encode' | 'decode') => void,
): Promise<Inspection> {
  const [first, second] = files;
  const recognition = recognise(graphInfoOf(first.session), graphInfoOf(second.session), manifest);
  if (recognition.kind === 'unknown') return refuse(recognition.problems);
  const { contract, family, isSwapped } = recognition;
  const [encoder, decoder] = isSwapped ? [second, first] : [first, second];
  const draft: ModelSpec = {
    ...contract,
    id: `own-${encoder.sha256.slice(0, 8)}-${decoder.sha256.slice(0, 8)}`,
    title: manifest.title ?? '',
    encoder: { ...keptFile(encoder), ...contract.encoder },
    quantizedEncoder: null,
    projector: null,
    decoder: { ...keptFile(decoder), ...contract.decoder },
  };
  const sessions = { encoder: encoder.session, decoder: decoder.session };
  const check = await checkContract(sessions, draft, onStage);
  if (check.kind === 'refused') return refuse(check.problems);
  const { spec, goldenIou, encodeMs, decodeMs } = check;
  const report: ModelReport = {
    kind: 'runs',
    family,
    notes: notesOf(spec, isSwapped, goldenIou),
    goldenIou,
    inputSide: spec.encoder.inputSide,
    candidateCount: spec.decoder.candidateCount,
    sizeBytes: encoder.sizeBytes + decoder.sizeBytes,
    encodeMs,
    decodeMs,
  };
  return { report, spec };
}

export function refuse(problems: readonly ModelProblem[]): Inspection {
  return { report: { kind: 'refused', problems }, spec: null };
}

function keptFile({ sha256, sizeBytes }: OpenFile): ModelFile {
  return { place: 'kept', path: '', sha256, sizeBytes };
}

function notesOf(
  { decoder, labelCodes }: ModelSpec,
  isSwapped: boolean,
  goldenIou: number,
): readonly ModelNote[] {
  const notes: ModelNote[] = [];
  if (goldenIou < modestIou) notes.push('masks-look-wrong');
  if (isSwapped) notes.push('swapped');
  if (labelCodes.boxTopLeft === null) notes.push('no-boxes');
  if (decoder.inputNames.maskInput === null) notes.push('no-mask-input');
  if (decoder.candidateCount === 1) notes.push('one-candidate');
  return notes;
}

function graphInfoOf({ inputMetadata, outputMetadata }: InferenceSession): GraphInfo {
  return { inputs: inputMetadata.map(tensorInfoOf), outputs: outputMetadata.map(tensorInfoOf) };
}

function tensorInfoOf(metadata: InferenceSession.ValueMetadata): TensorInfo {
  const { name } = metadata;
  return metadata.isTensor
    ? { name, type: metadata.type, dims: metadata.shape }
    : { name, type: 'not a tensor', dims: [] };
}
