import type { TrainingFolder, TrainingSteps } from './trainingFolder.ts';

/**
 * The layout is that of the format `hf-imagefolder`. The encoder is frozen; the mask decoder learns from one
 * box per object, at the decoder's own 256 × 256.
 * Source: huggingface/transformers, `SamModel`; its "Fine-tune SAM" notebook.
 */
export function huggingFaceSamSteps({ imageCounts }: TrainingFolder): TrainingSteps {
  const check = imageCounts.val > 0 ? 'validation' : 'train';
  return {
    title: 'Hugging Face SAM',
    body: `The folder is one that \`load_dataset("imagefolder", …)\` reads. \`prompts.jsonl\`, where it is there, has the
clicks and boxes that were used in labelling, and points sampled from each mask.

\`\`\`sh
pip install torch transformers datasets pycocotools pillow
python train_sam.py
\`\`\`

\`train_sam.py\`:

\`\`\`python
${script(check)}\`\`\`
`,
  };
}

function script(check: string): string {
  return `${dataPart}${loopPart(check)}`;
}

const dataPart = `import numpy as np
import torch
from datasets import load_dataset
from pycocotools import mask as coco_mask
from torch.nn.functional import binary_cross_entropy_with_logits, interpolate
from transformers import SamModel, SamProcessor

device = "cuda" if torch.cuda.is_available() else "cpu"
processor = SamProcessor.from_pretrained("facebook/sam-vit-base")
model = SamModel.from_pretrained("facebook/sam-vit-base").to(device)
for name, parameter in model.named_parameters():
    parameter.requires_grad_(name.startswith("mask_decoder"))
optimizer = torch.optim.AdamW(model.mask_decoder.parameters(), lr=1e-5, weight_decay=0)
data = load_dataset("imagefolder", data_dir=".")


def objects_of(row):
    height, width = row["height"], row["width"]
    objects = row["objects"]
    for (x, y, w, h), counts, crowd in zip(objects["bbox"], objects["rle"], objects["iscrowd"]):
        if counts and not crowd:
            mask = coco_mask.decode({"size": [height, width], "counts": counts.encode()})
            yield [x, y, x + w, y + h], mask


def logits_and_target(row, box, mask):
    image = row["image"].convert("RGB")
    inputs = processor(image, input_boxes=[[box]], return_tensors="pt").to(device)
    logits = model(**inputs, multimask_output=False).pred_masks[0, 0]
    # the model sees the picture in the top left of a square of 1024
    height, width = inputs["reshaped_input_sizes"][0].tolist()
    target = torch.from_numpy(np.ascontiguousarray(mask)).float()[None, None]
    square = torch.zeros(1, 1, 1024, 1024)
    square[:, :, :height, :width] = interpolate(target, (height, width), mode="area")
    return logits, interpolate(square, (256, 256), mode="area")[0].to(device)


def loss_of(logits, target):
    share = torch.sigmoid(logits)
    dice = 1 - (2 * (share * target).sum() + 1) / (share.sum() + target.sum() + 1)
    return dice + binary_cross_entropy_with_logits(logits, target)


`;

function loopPart(check: string): string {
  return `for epoch in range(10):
    model.train()
    for row in data["train"].shuffle(seed=epoch):
        for box, mask in objects_of(row):
            loss = loss_of(*logits_and_target(row, box, mask))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    model.eval()
    ious = []
    with torch.no_grad():
        for row in data["${check}"]:
            for box, mask in objects_of(row):
                logits, target = logits_and_target(row, box, mask)
                found, wanted = logits > 0, target >= 0.5
                ious.append(((found & wanted).sum() / (found | wanted).sum().clamp(min=1)).item())
    print(f"epoch {epoch + 1}: mean IoU {np.mean(ious):.4f} over {len(ious)} objects of ${check}")

model.save_pretrained("sam-finetuned")
processor.save_pretrained("sam-finetuned")
`;
}
