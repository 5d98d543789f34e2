import { expose, transfer } from 'comlink';
import type { GoldenTrial } from '#core/backend/backend.ts';
import { minMaskIou } from '#core/backend/verdict.ts';
import { maskAgreement } from '#sam/numerics/maskAgreement.ts';
import type { CheckWorker, GoldenAnswer } from '#sam/protocol.ts';
import { goldenAnswers } from './goldenAnswers.ts';
import { outcomeInTurn } from './outcome.ts';

const worker: CheckWorker = {
  async answer(setup, onProgress) {
    const outcome = await outcomeInTurn(async () => {
      const answers: GoldenAnswer[] = [];
      for await (const answer of goldenAnswers(setup, onProgress)) answers.push(answer);
      return answers;
    });
    if (!outcome.isOk) return outcome;
    return transfer(
      outcome,
      outcome.value.map(({ values }) => values.buffer),
    );
  },
  compare(setup, reference, onProgress) {
    return outcomeInTurn(async () => {
      const trials: GoldenTrial[] = [];
      for await (const { part, values, runMs } of goldenAnswers(setup, onProgress)) {
        const expected = reference.find((answer) => answer.part === part);
        if (!expected) continue;
        const maskIou = maskAgreement(values, expected.values);
        trials.push({ part, maskIou, webgpuMs: runMs, wasmMs: expected.runMs });
        if (maskIou < minMaskIou) break;
      }
      return trials;
    });
  },
};

expose(worker);
