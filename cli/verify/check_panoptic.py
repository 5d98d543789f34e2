"""Holds a panoptic export against every rule that the evaluation of panopticapi enforces."""

import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

VOID = 0
OFFSET = 256**3


def rgb2id(colour):
    colour = colour.astype(np.uint32)
    return colour[:, :, 0] + 256 * colour[:, :, 1] + 256**2 * colour[:, :, 2]


def segments_of(annotation, categories, pan):
    """As pq_compute_single_core: every id in both places, categories known."""
    known = {each["id"]: each for each in annotation["segments_info"]}
    assert len(known) == len(annotation["segments_info"]), "a segment id comes twice"
    open_ids = set(known)
    for label, count in zip(*np.unique(pan, return_counts=True)):
        if label == VOID:
            continue
        assert int(label) in known, f"{label} is in the PNG and not in the JSON"
        segment = known[int(label)]
        open_ids.remove(int(label))
        assert segment["category_id"] in categories, "an unknown category"
        assert segment["area"] == int(count), f"area of {label}"
        assert segment["iscrowd"] in (0, 1)
        rows, columns = np.nonzero(pan == label)
        box = [columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1]
        assert segment["bbox"] == [int(each) for each in box], f"box of {label}"
    assert not open_ids, f"in the JSON and not in the PNG: {open_ids}"
    return known


def quality(pan, known):
    """PQ of an image against itself: matched over matched + half of the unmatched."""
    pairs = pan.astype(np.uint64) * OFFSET + pan.astype(np.uint64)
    matched = 0
    total = 0.0
    for pair, count in zip(*np.unique(pairs, return_counts=True)):
        gt, other = int(pair) // OFFSET, int(pair) % OFFSET
        if gt not in known or other not in known or known[gt]["iscrowd"] == 1:
            continue
        union = known[gt]["area"] + known[other]["area"] - int(count)
        if int(count) / union > 0.5:
            matched += 1
            total += int(count) / union
    things = sum(1 for each in known.values() if each["iscrowd"] == 0)
    return total, matched, things


def check_file(path, root, found):
    data = json.loads(path.read_text(encoding="utf-8"))
    categories = {each["id"]: each for each in data["categories"]}
    for each in categories.values():
        assert each["isthing"] in (0, 1) and len(each["color"]) == 3, "categories"
    images = {each["id"]: each for each in data["images"]}
    assert len(data["annotations"]) == len(images), "one annotation for each image"
    sums = [0.0, 0, 0]
    for annotation in data["annotations"]:
        image = images[annotation["image_id"]]
        png = [p for p in root.rglob("*.png") if p.as_posix().endswith("/" + annotation["file_name"])]
        png = [p for p in png if "panoptic" in p.relative_to(root).parts[0] or len(png) == 1 or "annotations" in p.parts]
        assert png, f"{annotation['file_name']} is missing"
        opened = Image.open(png[0])
        assert opened.mode == "RGB", f"{png[0]} is {opened.mode}"
        pan = rgb2id(np.array(opened, dtype=np.uint32))
        assert pan.shape == (image["height"], image["width"]), "size"
        known = segments_of(annotation, categories, pan)
        sums = [a + b for a, b in zip(sums, quality(pan, known))]
        found.add(image["file_name"].rsplit("/", 1)[-1])
    return sums


def main(folder, truth_path):
    root = Path(folder)
    truth = json.loads(Path(truth_path).read_text(encoding="utf-8"))["images"]
    files = sorted(root.rglob("*.json"))
    assert files, "no JSON"
    found = set()
    total, matched, things = np.sum([check_file(each, root, found) for each in files], axis=0)
    assert found == {each["fileName"].rsplit("/", 1)[-1] for each in truth}, "images are missing"
    assert things > 0 and abs(total / (matched + (things - matched)) - 1) < 1e-12, "PQ of itself"
    print(f"{len(files)} files, {len(found)} images, {int(things)} segments, PQ 1.0 of itself")


main(*sys.argv[1:3])
