import {
  pythonText,
  type CocoSplit,
  type TrainingFolder,
  type TrainingSteps,
} from './trainingFolder.ts';

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
