import { expose, transfer } from 'comlink';
import type { GoldenTrial } from '#core/backend/backend.ts';
import { minMaskIou } from '#core/backend/verdict.ts';
import { maskAgreement } from '#sam/numerics/maskAgreement.ts';
import type { CheckWorker, GoldenAnswer } from '#sam/protocol.ts';
import { goldenAnswers } from './goldenAnswers.ts';
import { outcomeInTurn } from './outcome.ts';

const worker: CheckWorker = {
  async answer(setup) {
    const outcome = await outcomeInTurn(async () => {
      const answers: GoldenAnswer[] = [];
      for await (const answer of goldenAnswers(setup)) answers.push(answer);
      return answers;
    });
    if (!outcome.isOk) return outcome;
    return transfer(
      outcome,
      outcome.value.map(({ logits }) => logits.buffer),
    );
  },
  compare(setup, reference) {
    return outcomeInTurn(async () => {
      const trials: GoldenTrial[] = [];
      for await (const { part, logits, runMs } of goldenAnswers(setup)) {
        const expected = reference.find((answer) => answer.part === part);
        if (!expected) continue;
        const maskIou = maskAgreement(logits, expected.logits);
        trials.push({ part, maskIou, webgpuMs: runMs, wasmMs: expected.runMs });
        if (maskIou < minMaskIou) break;
      }
      return trials;
    });
  },
};

expose(worker);
