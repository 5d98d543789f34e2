import { AppError, type Failure } from '#core/failure.ts';
import { formats } from '../registry.ts';
import { AskingHost } from './askingHost.ts';
import type { ReadReply, ReadRequest, ReadResult } from './readProtocol.ts';
import { ReadRun } from './readRun.ts';

/** Progress is told at most so often, ms. */
const tellMs = 100;

const host = new AskingHost(reply);
let run = new ReadRun(formats, { paths: [], picturePaths: [], projectPictures: [] }, host);

/** One worker reads the files of one import; a page that has enough of it ends it. */
export function serveReading(): void {
  self.addEventListener('message', ({ data }: MessageEvent<ReadRequest>) => hear(data));
}

function hear(request: ReadRequest): void {
  switch (request.kind) {
    case 'open':
      run = new ReadRun(formats, request.source, host);
      return;
    case 'answer':
      host.answer(request.question, request.value);
      return;
    case 'refusal':
      host.refuse(request.question, request.failure);
      return;
    case 'recognise':
    case 'read':
    case 'objects':
      void carryOut(request);
  }
}

type Call = Extract<ReadRequest, { readonly call: number }>;

async function carryOut(request: Call): Promise<void> {
  const { call } = request;
  try {
    reply({ kind: 'result', call, value: await resultOf(request) });
  } catch (error) {
    reply({ kind: 'failed', call, failure: failureOf(error) });
  }
}

async function resultOf(request: Call): Promise<ReadResult> {
  switch (request.kind) {
    case 'recognise':
      return { of: 'recognise', formats: await run.recognise() };
    case 'read':
      return { of: 'read', summary: await run.read(request.formatId, teller(request.call)) };
    case 'objects':
      return { of: 'objects', objects: await run.objectsOf(request.image) };
  }
}

function teller(call: number): (share: number) => void {
  let toldAt = 0;
  return (share) => {
    const now = performance.now();
    if (now - toldAt < tellMs) return;
    toldAt = now;
    reply({ kind: 'progress', call, share });
  };
}

function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.failure;
  if (error instanceof RangeError && /alloc|length/iu.test(error.message)) {
    return { code: 'inference/out-of-memory' };
  }
  return { code: 'import/unreadable-annotations', reason: String(error) };
}

function reply(message: ReadReply): void {
  self.postMessage(message, { transfer: [] });
}
