import type { TrainingFolder, TrainingSteps } from './trainingFolder.ts';

/** Sides that the trainer takes are multiples of its stride, px. */
const stride = 32;

/** Source: docs.ultralytics.com, "Instance Segmentation", "Train". */
export function ultralyticsSteps({ imageSidePx }: TrainingFolder): TrainingSteps {
  const side = Math.max(stride, Math.ceil((imageSidePx ?? 640) / stride) * stride);
  return {
    title: 'Ultralytics YOLO',
    body: `The labels are outlines beside the images, \`data.yaml\` names both. Ultralytics is licensed under AGPL-3.0.

\`\`\`sh
pip install ultralytics
yolo segment train data=data.yaml model=yolo11n-seg.pt imgsz=${side} epochs=100
yolo segment val data=data.yaml model=runs/segment/train/weights/best.pt imgsz=${side}
\`\`\`

Boxes only: \`yolo detect train data=data.yaml model=yolo11n.pt imgsz=${side} epochs=100\`.
If the trainer looks for images elsewhere, \`path:\` in \`data.yaml\` is to be the full path of this folder.
`,
  };
}
