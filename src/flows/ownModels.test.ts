import { describe, expect, it } from 'vitest';
import type { ModelReport } from '#core/model/modelReport.ts';
import { mobileSam } from '#sam/models/mobileSam.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { ModelInspection } from '#sam/protocol.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import {
  addOwnModel,
  deleteOwnModel,
  dismissInspection,
  keepDoubtfulModel,
  loadOwnModels,
  renameOwnModel,
} from './ownModels.ts';
import { applyProjectModel, chooseModel, followProjectModel } from './projectModel.ts';
import { undo } from './undo.ts';

describe('addOwnModel', () => {
  it('keeps what works and names it by what both file names begin with', async () => {
    const studio = await openStudio();
    await add(studio, inspectionOf('own-1'));
    const { models, inspection } = studio.services.stores.models.getState();
    expect(models).toMatchObject([{ id: 'own-1', title: 'mobile_sam' }]);
    expect(inspection.kind).toBe('added');
    expect(studio.services.modelBench.keepCount).toBe(1);
    expect([...studio.services.storage.shelf.ownModels.keys()]).toEqual(['own-1']);
  });

  it('keeps nothing of what is refused', async () => {
    const studio = await openStudio();
    const problems = [{ code: 'one-graph' }] as const;
    await add(studio, { report: { kind: 'refused', problems }, spec: null });
    const { models, inspection } = studio.services.stores.models.getState();
    expect(models).toEqual([]);
    expect(inspection).toEqual({ kind: 'refused', report: { kind: 'refused', problems } });
  });

  it('leaves it to the user whether to keep what looks wrong', async () => {
    const studio = await openStudio();
    const { services } = studio;
    await add(studio, inspectionOf('own-1', ['masks-look-wrong']));
    expect(services.modelBench.keepCount).toBe(0);
    dismissInspection(services);
    expect(services.stores.models.getState()).toEqual({
      models: [],
      inspection: { kind: 'none' },
    });
    await add(studio, inspectionOf('own-1', ['masks-look-wrong']));
    await keepDoubtfulModel(services);
    expect(services.stores.models.getState().models).toHaveLength(1);
  });

  it('tells a failure and forgets the inspection', async () => {
    const studio = await openStudio();
    const failure = { code: 'inference/worker-lost' } as const;
    studio.services.modelBench.findNext(failure);
    await addOwnModel(studio.services, offer);
    expect(studio.notices()).toEqual([{ about: 'failure', failure }]);
    expect(studio.services.stores.models.getState().inspection.kind).toBe('none');
  });
});

describe('the list of own models', () => {
  it('comes back from storage with new names', async () => {
    const studio = await openStudio();
    const { services } = studio;
    await add(studio, inspectionOf('own-1'));
    await renameOwnModel(services, modelIn(studio, 0), '  Mine ');
    await renameOwnModel(services, modelIn(studio, 0), ' ');
    services.stores.models.setState({ models: [] });
    await loadOwnModels(services);
    expect(modelIn(studio, 0).title).toBe('Mine');
  });

  it('lets a file go with the last model that has it', async () => {
    const studio = await openStudio();
    const { services } = studio;
    await add(studio, inspectionOf('own-1', [], 'a'));
    await add(studio, inspectionOf('own-2', [], 'b'));
    await deleteOwnModel(services, modelIn(studio, 0));
    expect(services.modelBench.forgotten).toEqual(['a'.repeat(64)]);
    await deleteOwnModel(services, modelIn(studio, 0));
    expect(services.modelBench.forgotten.slice(1)).toEqual(['b'.repeat(64), 'd'.repeat(64)]);
    expect(services.storage.shelf.ownModels.size).toBe(0);
  });
});

describe('a report that comes after the outcome', () => {
  it('does not bring the progress of the inspection back', async () => {
    const studio = await openStudio();
    const { services } = studio;
    await addOwnModel(services, offer); // finds that the files are refused
    services.modelBench.reportLate({ stage: 'open' });
    expect(services.stores.models.getState().inspection.kind).toBe('refused');
  });
});

describe('the model of a project', () => {
  it('segments from then on, and undo goes back', async () => {
    const studio = await openStudio();
    const { services } = studio;
    followProjectModel(services);
    await add(studio, inspectionOf('own-1'));
    await chooseModel(services, 'own-1');
    await settled();
    expect(services.sam.modelId).toBe('own-1');
    expect(services.sam.encodes).toHaveLength(1);
    await undo(services);
    expect(services.sam.modelId).toBe('fake-sam');
  });

  it('is asked again about what was clicked, without the masks of the former one', async () => {
    const studio = await openStudio();
    const { services } = studio;
    followProjectModel(services);
    await add(studio, inspectionOf('own-1'));
    studio.click(1, 1);
    await settled();
    await studio.answer(5);
    studio.click(2, 2);
    await settled();
    await studio.answer(9);
    await chooseModel(services, 'own-1');
    await settled();
    services.sam.encodes.at(-1)?.answer();
    await settled();
    const { request } = services.sam.decodes.at(-1) ?? {};
    expect(services.sam.decodes).toHaveLength(3);
    expect(request?.prompt.points).toHaveLength(2);
    expect(request?.previous).toBeNull();
  });

  it('is the built-in one while its own is not on this machine', async () => {
    const studio = await openStudio();
    const { services } = studio;
    await chooseModel(services, 'own-elsewhere');
    expect(applyProjectModel(services)).toBe(false);
    expect(services.sam.modelId).toBe('fake-sam');
    expect(studio.notices()).toEqual([{ about: 'modelMissing' }]);
  });

  it('is given up for the built-in one when its files are gone', async () => {
    const studio = await openStudio();
    const { services } = studio;
    followProjectModel(services);
    await add(studio, inspectionOf('own-1'));
    services.sam.failNextStart({ code: 'model/file-missing', sha256: 'e' });
    await chooseModel(services, 'own-1');
    await settled();
    expect(services.sam.modelId).toBe('fake-sam');
    expect(studio.notices()).toEqual([{ about: 'modelMissing' }]);
    expect(services.stores.engine.getState().model.kind).toBe('ready');
    services.sam.encodes.at(-1)?.answer();
    await settled();
    expect(services.stores.engine.getState().embedding.kind).toBe('ready');
  });

  it('is the built-in one after its own was deleted', async () => {
    const studio = await openStudio();
    const { services } = studio;
    followProjectModel(services);
    await add(studio, inspectionOf('own-1'));
    await chooseModel(services, 'own-1');
    await deleteOwnModel(services, modelIn(studio, 0));
    expect(services.stores.document.getState().document?.project.modelId).toBeNull();
    expect(services.sam.modelId).toBe('fake-sam');
  });
});

const offer = {
  encoder: { kind: 'file', file: new File([], 'mobile_sam.encoder.onnx') },
  decoder: { kind: 'address', url: 'https://models.test/mobile_sam.decoder.onnx?raw' },
  manifest: null,
} as const;

async function add({ services }: Studio, inspection: ModelInspection): Promise<void> {
  services.modelBench.findNext(inspection);
  await addOwnModel(services, offer);
}

function modelIn({ services }: Studio, at: number) {
  const model = services.stores.models.getState().models[at];
  if (!model) throw new Error(`there is no model ${at}`);
  return model;
}

/** @param digit that the hash of the encoder is made of; the decoder is always the same file */
function inspectionOf(
  id: string,
  notes: Extract<ModelReport, { kind: 'runs' }>['notes'] = [],
  digit = 'e',
): ModelInspection {
  const kept = { place: 'kept', path: '', sizeBytes: 10 } as const;
  const spec: ModelSpec = {
    ...mobileSam,
    id,
    title: '',
    projector: null,
    quantizedEncoder: null,
    encoder: { ...mobileSam.encoder, ...kept, sha256: digit.repeat(64) },
    decoder: { ...mobileSam.decoder, ...kept, sha256: 'd'.repeat(64) },
  };
  const report: ModelReport = {
    kind: 'runs',
    family: 'sam',
    notes,
    goldenIou: 0.9,
    inputSide: 1024,
    candidateCount: 4,
    sizeBytes: 20,
    encodeMs: 1000,
    decodeMs: 100,
  };
  return { report, spec };
}
