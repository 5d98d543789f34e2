import type { CocoSplit, TrainingFolder, TrainingSteps } from './trainGuide.ts';

/** Source: detectron2, "Use Custom Datasets", `config/defaults.py`. Bitmasks, so that RLE is read. */
export function detectron2Steps(folder: TrainingFolder): TrainingSteps {
  const { train, val } = folder.coco;
  const side = folder.imageSidePx ?? 1333;
  const sampler =
    folder.repeatThreshold === null
      ? ''
      : `cfg.DATALOADER.SAMPLER_TRAIN = "RepeatFactorTrainingSampler"
cfg.DATALOADER.REPEAT_THRESHOLD = ${folder.repeatThreshold}
`;
  return {
    title: 'Detectron2',
    body: `\`\`\`sh
pip install torch torchvision
pip install --no-build-isolation "git+https://github.com/facebookresearch/detectron2.git"
python train_detectron2.py
\`\`\`

\`train_detectron2.py\`:

\`\`\`python
from detectron2 import model_zoo
from detectron2.config import get_cfg
from detectron2.data.datasets import register_coco_instances
from detectron2.engine import DefaultTrainer
from detectron2.evaluation import COCOEvaluator

${registered('train', train)}${registered('val', val ?? train)}
base = "COCO-InstanceSegmentation/mask_rcnn_R_50_FPN_3x.yaml"
cfg = get_cfg()
cfg.merge_from_file(model_zoo.get_config_file(base))
cfg.MODEL.WEIGHTS = model_zoo.get_checkpoint_url(base)
cfg.MODEL.ROI_HEADS.NUM_CLASSES = ${folder.categories.length}
cfg.INPUT.MASK_FORMAT = "bitmask"
cfg.INPUT.MAX_SIZE_TRAIN = cfg.INPUT.MAX_SIZE_TEST = ${side}
cfg.DATASETS.TRAIN = ("train",)
cfg.DATASETS.TEST = ("val",)
${sampler}cfg.SOLVER.IMS_PER_BATCH = 2
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
\`\`\`
`,
  };
}

function registered(name: string, { annotations, images }: CocoSplit): string {
  const [json, root] = [annotations, images].map(pythonText);
  return `register_coco_instances("${name}", {}, ${json}, ${root})\n`;
}

/** Thirty passes over the training images. */
function iterations({ imageCounts }: TrainingFolder, batchSize: number): number {
  return Math.max(500, Math.ceil((30 * imageCounts.train) / batchSize));
}

/** Source: mmdetection, "Train with customized datasets", `ClassBalancedDataset`. */
export function mmdetectionSteps(folder: TrainingFolder): TrainingSteps {
  const { categories, coco, repeatThreshold } = folder;
  const classes = categories.map((name) => `${pythonText(name)},`).join(' ');
  const dataset = (split: CocoSplit, more: string): string => `dict(
    type="CocoDataset",
    data_root="",
    metainfo=metainfo,
    ann_file=${pythonText(split.annotations)},
    data_prefix=dict(img=${pythonText(`${split.images}/`)}),
    ${more})`;
  const train = dataset(
    coco.train,
    'filter_cfg=dict(filter_empty_gt=False), pipeline={{_base_.train_pipeline}}',
  );
  const balanced =
    repeatThreshold === null
      ? train
      : `dict(type="ClassBalancedDataset", oversample_thr=${repeatThreshold}, dataset=${train})`;
  const val = coco.val ?? coco.train;
  return {
    title: 'MMDetection',
    body: `\`\`\`sh
pip install openmim
mim install mmengine "mmcv>=2.0.0,<2.2.0" mmdet
mim download mmdet --config mask-rcnn_r50_fpn_1x_coco --dest .
mim train mmdet train_mmdet.py --gpus 1 --launcher none
\`\`\`

\`train_mmdet.py\`:

\`\`\`python
_base_ = "mmdet::mask_rcnn/mask-rcnn_r50_fpn_1x_coco.py"
metainfo = dict(classes=(${classes}))
model = dict(roi_head=dict(
    bbox_head=dict(num_classes=${categories.length}),
    mask_head=dict(num_classes=${categories.length})))
train_dataloader = dict(batch_size=2, dataset=dict(_delete_=True, **${balanced}))
val_dataloader = dict(dataset=dict(_delete_=True, **${dataset(val, 'test_mode=True, pipeline={{_base_.test_pipeline}}')}))
test_dataloader = val_dataloader
val_evaluator = dict(ann_file=${pythonText(val.annotations)})
test_evaluator = val_evaluator
optim_wrapper = dict(optimizer=dict(lr=0.0025))
load_from = "https://download.openmmlab.com/mmdetection/v2.0/mask_rcnn/mask_rcnn_r50_fpn_1x_coco/mask_rcnn_r50_fpn_1x_coco_20200205-d4b0c5d6.pth"
\`\`\`
`,
  };
}

/** Text as Python takes it: JSON's escapes are Python's too. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}
