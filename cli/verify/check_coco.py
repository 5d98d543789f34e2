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


def without_holes(mask):
    """Polygons cannot say holes: what no way through the background leads to is foreground."""
    height, width = mask.shape
    outside = np.zeros((height + 2, width + 2), bool)
    solid = np.pad(mask.astype(bool), 1)
    outside[0, 0] = True
    stack = [(0, 0)]
    while stack:
        row, column = stack.pop()
        for y in range(max(0, row - 1), min(height + 2, row + 2)):
            for x in range(max(0, column - 1), min(width + 2, column + 2)):
                if not outside[y, x] and not solid[y, x]:
                    outside[y, x] = True
                    stack.append((y, x))
    return ~outside[1:-1, 1:-1]


def check_file(path, truth, found):
    coco = load(path)
    raw = json.loads(path.read_text(encoding="utf-8"))
    ids = [each["id"] for each in raw["annotations"]]
    assert ids == sorted(set(ids)) and (not ids or ids[0] >= 1), "annotation ids"
    category_ids = [each["id"] for each in raw["categories"]]
    assert category_ids == list(range(1, len(category_ids) + 1)), "category ids"
    names = {each["id"]: each["name"] for each in raw["categories"]}
    filled = 0
    for image in coco.dataset["images"]:
        wanted = truth[image["file_name"].rsplit("/", 1)[-1]]
        found.add(wanted["fileName"])
        assert (image["width"], image["height"]) == (wanted["width"], wanted["height"])
        annotations = coco.loadAnns(coco.getAnnIds(imgIds=[image["id"]], iscrowd=None))
        annotations.sort(key=lambda each: each["id"])
        assert len(annotations) == len(wanted["objects"]), f"{image['file_name']}: count"
        for annotation, thing in zip(annotations, wanted["objects"]):
            filled += check_object(coco, annotation, thing, names, image)
    for kind in ("segm", "bbox"):
        score(coco, kind)
    return filled


def check_object(coco, annotation, thing, names, image):
    place = f"{image['file_name']} annotation {annotation['id']}"
    assert names[annotation["category_id"]] == thing["category"], f"{place}: category"
    assert annotation["iscrowd"] == int(thing["isCrowd"]), f"{place}: iscrowd"
    assert annotation.get("ignore", 0) == 0
    size = [image["height"], image["width"]]
    wanted = {"size": size, "counts": thing["counts"].encode()}
    own = coco.annToMask(annotation)
    mask = mask_utils.decode(wanted)
    assert annotation["area"] == int(mask_utils.area(wanted)), f"{place}: area"
    box = mask_utils.toBbox(wanted)
    assert np.abs(box - np.array(annotation["bbox"])).max() < 1e-9, f"{place}: bbox"
    if isinstance(annotation["segmentation"], dict):
        assert (own == mask).all(), f"{place}: mask"
        return 0
    for ring in annotation["segmentation"]:
        assert len(ring) >= 6 and len(ring) % 2 == 0, f"{place}: ring"
    if (own == mask).all():
        return 0
    assert (own == without_holes(mask)).all(), f"{place}: outline"
    return 1


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


def main(folder, truth_path, geometry):
    images = json.loads(Path(truth_path).read_text(encoding="utf-8"))["images"]
    truth = {each["fileName"].rsplit("/", 1)[-1]: each for each in images}
    found = set()
    filled = 0
    files = sorted(Path(folder).rglob("*.json"))
    assert files, "no JSON"
    for path in files:
        filled += check_file(path, truth, found)
    assert found == {each["fileName"] for each in images}, "images are missing"
    masks = "masks equal to the pixel"
    print(f"{len(files)} files, {len(found)} images, AP 1.0 of itself, {masks}, {filled} objects with holes filled")
    assert filled == 0 or geometry == "polygon", "holes are filled where RLE was there"


main(*sys.argv[1:4])
