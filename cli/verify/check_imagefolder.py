"""Loads an imagefolder with `datasets` and compares rows, masks and objects with the truth."""

import json
import sys
from pathlib import Path

import numpy as np
from datasets import load_dataset
from pycocotools import mask as mask_utils


def visible(image):
    """The number of the object in front at each pixel, from 1; later ones are in front."""
    labels = np.zeros((image["height"], image["width"]), np.uint32)
    for number, thing in enumerate(image["objects"], 1):
        size = [image["height"], image["width"]]
        labels[mask_utils.decode({"size": size, "counts": thing["counts"].encode()}) == 1] = number
    return labels


def main(folder, truth_path):
    truth = json.loads(Path(truth_path).read_text(encoding="utf-8"))
    id2label = json.loads((Path(folder) / "id2label.json").read_text(encoding="utf-8"))
    assert [id2label[str(i)] for i in range(len(id2label))] == truth["categories"], "id2label"
    loaded = load_dataset("imagefolder", data_dir=folder)
    columns = {tuple(each.features) for each in loaded.values()}
    assert len(columns) == 1, f"columns differ between splits: {columns}"
    rows = {"train": "train", "val": "validation"}
    count = 0
    for split, name in rows.items():
        wanted = [each for each in truth["images"] if each["split"] == split]
        rest = list(wanted)
        assert len(loaded[name]) == len(wanted), f"{name}: rows"
        for row in loaded[name]:
            mask = np.array(row["mask"])
            assert mask.ndim == 3, "the mask is no RGB"
            numbers = mask[:, :, 1].astype(np.uint32) + 256 * mask[:, :, 2].astype(np.uint32)
            fits = [each for each in rest if (visible(each) == numbers).all()]
            assert fits, f"{name}: a mask that fits no image"
            image = fits[0]
            rest.remove(image)
            assert row["image"].size == (image["width"], image["height"])
            assert len(row["objects"]["bbox"]) == len(image["objects"]), "objects"
            for number, thing in enumerate(image["objects"], 1):
                reds = np.unique(mask[:, :, 0][numbers == number])
                expected = truth["categories"].index(thing["category"]) + 1
                assert set(reds.tolist()) <= {expected}, "red is the category"
                box = mask_utils.toBbox(
                    {"size": [image["height"], image["width"]], "counts": thing["counts"].encode()}
                )
                assert list(row["objects"]["bbox"][number - 1]) == box.tolist(), "bbox"
            count += 1
    print(f"{count} rows in {len(loaded)} splits, masks and boxes equal; columns {sorted(*columns)}")


main(*sys.argv[1:3])
