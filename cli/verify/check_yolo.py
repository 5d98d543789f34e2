"""Holds a YOLO export against the rules of Ultralytics: check_det_dataset and verify_image_label."""

import json
import sys
from pathlib import Path

import numpy as np
import yaml
from PIL import Image


def labels_beside(picture):
    """As img2label_paths."""
    head, tail = str(picture).rsplit("/images/", 1)
    return Path(head + "/labels/" + tail).with_suffix(".txt")


def check_label(picture, class_count):
    with Image.open(picture) as image:
        image.verify()
        assert min(image.size) > 9, f"{picture}: smaller than 10 px"
    path = labels_beside(picture)
    assert path.is_file(), f"{path} is missing"
    rows = [row.split() for row in path.read_text(encoding="utf-8").strip().splitlines() if row]
    if not rows:
        return 0, "background"
    is_segments = any(len(row) > 6 for row in rows)
    for row in rows:
        values = np.array(row[1:], dtype=np.float32)
        if is_segments:
            assert len(values) >= 6 and len(values) % 2 == 0, f"{path}: {len(values)} numbers"
        else:
            assert len(values) == 4, f"{path}: {len(values)} numbers"
        assert values.max() <= 1.01 and values.min() >= -0.01, f"{path}: outside of 0…1"
        assert float(row[0]).is_integer() and 0 <= int(row[0]) < class_count, f"{path}: class"
    assert len({tuple(row) for row in rows}) == len(rows), f"{path}: a row comes twice"
    return len(rows), "segments" if is_segments else "boxes"


def main(folder, truth_path):
    root = Path(folder)
    truth = json.loads(Path(truth_path).read_text(encoding="utf-8"))
    data = yaml.safe_load((root / "data.yaml").read_text(encoding="utf-8"))
    assert data["names"] == dict(enumerate(truth["categories"])), "names"
    base = root / data.get("path", "")
    kinds = set()
    objects = 0
    pictures = set()
    for use in ("train", "val"):
        found = sorted(p for p in (base / data[use]).rglob("*.*") if p.is_file())
        assert found, f"{use} is empty"
        for picture in found:
            count, kind = check_label(picture, len(data["names"]))
            objects += count
            kinds.add(kind)
            pictures.add(picture)
    assert len(pictures) == len(truth["images"]), "pictures"
    assert len(kinds - {"background"}) == 1, f"kinds are mixed: {kinds}"
    print(f"{len(pictures)} pictures, {objects} rows, {', '.join(sorted(kinds))}")


main(*sys.argv[1:3])
