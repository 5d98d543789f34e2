"""Loads a COCO export with pycocotools, compares it with the truth, and scores it against itself."""

import contextlib
import io
import json
import sys
from pathlib import Path

import numpy as np
from pycocotools import mask as mask_utils
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def load(path):
    with contextlib.redirect_stdout(io.StringIO()):
        return COCO(str(path))


def check_file(path, truth, found):
    coco = load(path)
    raw = json.loads(path.read_text(encoding="utf-8"))
    ids = [each["id"] for each in raw["annotations"]]
    assert ids == sorted(set(ids)) and (not ids or ids[0] >= 1), "annotation ids"
    category_ids = [each["id"] for each in raw["categories"]]
    assert category_ids == list(range(1, len(category_ids) + 1)), "category ids"
    names = {each["id"]: each["name"] for each in raw["categories"]}
    least = 1.0
    for image in coco.dataset["images"]:
        wanted = truth[image["file_name"].rsplit("/", 1)[-1]]
        found.add(wanted["fileName"])
        assert (image["width"], image["height"]) == (wanted["width"], wanted["height"])
        annotations = coco.loadAnns(coco.getAnnIds(imgIds=[image["id"]], iscrowd=None))
        annotations.sort(key=lambda each: each["id"])
        assert len(annotations) == len(wanted["objects"]), f"{image['file_name']}: count"
        for annotation, thing in zip(annotations, wanted["objects"]):
            least = min(least, check_object(coco, annotation, thing, names, image))
    for kind in ("segm", "bbox"):
        score(coco, kind)
    return least


def check_object(coco, annotation, thing, names, image):
    place = f"{image['file_name']} annotation {annotation['id']}"
    assert names[annotation["category_id"]] == thing["category"], f"{place}: category"
    assert annotation["iscrowd"] == int(thing["isCrowd"]), f"{place}: iscrowd"
    assert annotation.get("ignore", 0) == 0
    size = [image["height"], image["width"]]
    wanted = {"size": size, "counts": thing["counts"].encode()}
    own = coco.annToRLE(annotation)
    iou = float(mask_utils.iou([own], [wanted], [0])[0][0])
    assert annotation["area"] == int(mask_utils.area(wanted)), f"{place}: area"
    box = mask_utils.toBbox(wanted)
    assert np.abs(box - np.array(annotation["bbox"])).max() < 1e-9, f"{place}: bbox"
    if isinstance(annotation["segmentation"], dict):
        assert (coco.annToMask(annotation) == mask_utils.decode(wanted)).all(), f"{place}: mask"
    else:
        for ring in annotation["segmentation"]:
            assert len(ring) >= 6 and len(ring) % 2 == 0, f"{place}: ring"
    return iou


def score(coco, kind):
    results = []
    for annotation in coco.loadAnns(coco.getAnnIds()):
        if annotation["iscrowd"]:
            continue
        rle = coco.annToRLE(annotation)
        if isinstance(rle["counts"], bytes):
            rle = {**rle, "counts": rle["counts"].decode()}
        own = {"segmentation": rle} if kind == "segm" else {"bbox": annotation["bbox"]}
        results.append(
            {k: annotation[k] for k in ("image_id", "category_id")} | {"score": 1.0} | own
        )
    if not results:
        return
    with contextlib.redirect_stdout(io.StringIO()):
        evaluation = COCOeval(coco, coco.loadRes(results), kind)
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    assert abs(evaluation.stats[0] - 1.0) < 1e-9, f"AP {kind} of itself is {evaluation.stats[0]}"


def main(folder, truth_path):
    images = json.loads(Path(truth_path).read_text(encoding="utf-8"))["images"]
    truth = {each["fileName"].rsplit("/", 1)[-1]: each for each in images}
    found = set()
    least = 1.0
    files = sorted(Path(folder).rglob("*.json"))
    assert files, "no JSON"
    for path in files:
        least = min(least, check_file(path, truth, found))
    assert found == {each["fileName"] for each in images}, "images are missing"
    print(f"{len(files)} files, {len(found)} images, AP 1.0 of itself, least IoU {least:.6f}")
    assert least > 0.9, "an outline is far from its mask"


main(*sys.argv[1:3])
