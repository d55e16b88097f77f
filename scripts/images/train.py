"""Trains the `better` version of each example with scikit-learn itself, and notes what it predicts.

    python train.py EXAMPLES OUTPUT

For each data set: OUTPUT/models/<set>/model.joblib, and OUTPUT/expected/<set>.json with rows and what scikit-learn says of
them. `wine-onnx` is an ONNX export of one of them.
"""

import json
import pathlib
import sys

import joblib
import numpy as np
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, sys.argv[1])
import train  # noqa: E402

ROWS = 50
output = pathlib.Path(sys.argv[2])


def prepare(name, pipeline, example):
    """The folder of a model, and beside it what it answers."""
    folder, expected = output / "models" / name, output / "expected"
    folder.mkdir(parents=True, exist_ok=True)
    expected.mkdir(exist_ok=True)
    (folder / ".python-version").write_text(f"{sys.version_info.major}.{sys.version_info.minor}\n")
    rows = example.test[0][:ROWS]
    (expected / f"{name}.json").write_text(json.dumps({
        "rows": rows.tolist(), "probabilities": pipeline.predict_proba(rows).tolist(),
        "labels": [str(label) for label in pipeline.predict(rows)],
    }))
    return folder


for example in train.EXAMPLES:
    example.prepare()
    rows, labels = example.train
    pipeline = make_pipeline(StandardScaler(), example.better).fit(rows, np.array(example.classes)[labels])
    joblib.dump(pipeline, prepare(example.name, pipeline, example) / "model.joblib")
    if example.name == "wine":
        kind = [("rows", FloatTensorType([None, rows.shape[1]]))]
        model = to_onnx(pipeline, initial_types=kind, options={"zipmap": False})
        (prepare("wine-onnx", pipeline, example) / "model.onnx").write_bytes(model.SerializeToString())
