import {
  pythonText,
  type CocoSplit,
  type TrainingFolder,
  type TrainingSteps,
} from './trainingFolder.ts';

/** Source: detectron2, "Use Custom Datasets", `config/defaults.py`. Bitmasks, so that RLE is read. */
export function detectron2Steps(folder: TrainingFolder): TrainingSteps {
  return {
    title: 'Detectron2',
    body: `\`\`\`sh
pip install torch torchvision
pip install --no-build-isolation "git+https://github.com/facebookresearch/detectron2.git"
python train_detectron2.py
\`\`\`

\`train_detectron2.py\`:

\`\`\`python
${modelPart(folder)}${solverPart(folder)}\`\`\`
`,
  };
}

function modelPart({ categories, coco, imageSidePx }: TrainingFolder): string {
  const { train, val } = coco;
  const side = imageSidePx ?? 1333;
  return `from detectron2 import model_zoo
from detectron2.config import get_cfg
from detectron2.data.datasets import register_coco_instances
from detectron2.engine import DefaultTrainer
from detectron2.evaluation import COCOEvaluator

${registered('train', train)}${registered('val', val ?? train)}
base = "COCO-InstanceSegmentation/mask_rcnn_R_50_FPN_3x.yaml"
cfg = get_cfg()
cfg.merge_from_file(model_zoo.get_config_file(base))
cfg.MODEL.WEIGHTS = model_zoo.get_checkpoint_url(base)
cfg.MODEL.ROI_HEADS.NUM_CLASSES = ${categories.length}
cfg.INPUT.MASK_FORMAT = "bitmask"
cfg.INPUT.MAX_SIZE_TRAIN = cfg.INPUT.MAX_SIZE_TEST = ${side}
cfg.DATASETS.TRAIN = ("train",)
cfg.DATASETS.TEST = ("val",)
`;
}

function solverPart(folder: TrainingFolder): string {
  const { repeatThreshold } = folder;
  const sampler =
    repeatThreshold === null
      ? ''
      : `cfg.DATALOADER.SAMPLER_TRAIN = "RepeatFactorTrainingSampler"
cfg.DATALOADER.REPEAT_THRESHOLD = ${repeatThreshold}
`;
  return `${sampler}cfg.SOLVER.IMS_PER_BATCH = 2
cfg.SOLVER.BASE_LR = 0.00025
cfg.SOLVER.MAX_ITER = ${iterations(folder, 2)}
cfg.SOLVER.STEPS = []
cfg.TEST.EVAL_PERIOD = 500
cfg.OUTPUT_DIR = "output"


class Trainer(DefaultTrainer):
    @classmethod
    def build_evaluator(cls, cfg, dataset_name):
        return COCOEvaluator(dataset_name, output_dir=cfg.OUTPUT_DIR)


if __name__ == "__main__":
    trainer = Trainer(cfg)
    trainer.resume_or_load(resume=False)
    trainer.train()
`;
}

function registered(name: string, { annotations, images }: CocoSplit): string {
  const [json, root] = [annotations, images].map(pythonText);
  return `register_coco_instances("${name}", {}, ${json}, ${root})\n`;
}

/** Thirty passes over the training images. */
function iterations({ imageCounts }: TrainingFolder, batchSize: number): number {
  return Math.max(500, Math.ceil((30 * imageCounts.train) / batchSize));
}
