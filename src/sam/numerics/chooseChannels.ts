import type { Prompt } from '#core/prompt/prompt.ts';

/** Which of the decoder's masks are offered, in order, and which one stands first in line. */
export interface ChannelChoice {
  readonly channels: readonly number[]; // at most three
  readonly bestIndex: number; // into channels
}

/**
 * One click or one box alone may mean a part or the whole: channels 1–3 are offered as sub-part, part
 * and whole, the best predicted IoU is chosen. Anything more says what is meant: channel 0, trained
 * for that, is chosen, and the two best others stand behind it. A model of three answers with those
 * three alone, and a model of one with that one.
 * Source: the rule of segment_anything/utils/onnx.py `select_masks`, which counts the padding point.
 */
export function chooseChannels(prompt: Prompt, predictedIous: Float32Array): ChannelChoice {
  if (predictedIous.length < 4) return chooseAmongAll(predictedIous);
  const decoderPointCount = prompt.points.length + (prompt.box ? 2 : 1);
  const iouOf = (channel: number) => predictedIous[channel] ?? 0;
  if (decoderPointCount <= 2) {
    const channels = [1, 2, 3];
    const best = channels.reduce((a, b) => (iouOf(b) > iouOf(a) ? b : a));
    return { channels, bestIndex: channels.indexOf(best) };
  }
  const others = [1, 2, 3].toSorted((a, b) => iouOf(b) - iouOf(a));
  return { channels: [0, ...others.slice(0, 2)], bestIndex: 0 };
}

function chooseAmongAll(predictedIous: Float32Array): ChannelChoice {
  const channels = Array.from(predictedIous, (_, channel) => channel);
  return { channels, bestIndex: predictedIous.indexOf(Math.max(...predictedIous)) };
}
