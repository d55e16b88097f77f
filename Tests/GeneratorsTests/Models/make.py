"""Writes the small models beside it, each with the framework's own way to save one.

    pip install scikit-learn==1.9.1 joblib skl2onnx xgboost==3.2.0 lightgbm==4.7.0 safetensors torch==2.13.0 tensorflow-cpu==2.21.0
    python make.py [sklearn] [onnx] [xgboost] [lightgbm] [safetensors] [torch] [tensorflow]
"""

import pathlib
import pickle
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
ROWS = np.random.RandomState(1).normal(size=(60, 3))
LABELS = (ROWS.sum(axis=1) > 0).astype(int)


def sklearn():
    import joblib
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from sklearn.ensemble import RandomForestClassifier
    pipeline = make_pipeline(StandardScaler(), LogisticRegression()).fit(ROWS, LABELS)
    joblib.dump(pipeline, HERE / "pipeline.joblib")
    joblib.dump(pipeline, HERE / "compressed.joblib", compress=3)
    joblib.dump(RandomForestClassifier(n_estimators=2, max_depth=2).fit(ROWS, LABELS.astype(str).astype(object)),
                HERE / "forest.joblib")
    for protocol in range(6):
        with open(HERE / f"protocol-{protocol}.pkl", "wb") as file:
            pickle.dump(LogisticRegression().fit(ROWS, LABELS), file, protocol=protocol)


def onnx():
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import FloatTensorType
    from sklearn.linear_model import LogisticRegression
    model = to_onnx(LogisticRegression().fit(ROWS, LABELS), initial_types=[("rows", FloatTensorType([None, 3]))],
                    options={"zipmap": False})
    (HERE / "model.onnx").write_bytes(model.SerializeToString())


def xgboost():
    import xgboost as library
    booster = library.train({"objective": "binary:logistic", "max_depth": 1}, library.DMatrix(ROWS, LABELS), 1)
    booster.save_model(HERE / "xgboost.json")
    booster.save_model(HERE / "xgboost.ubj")


def lightgbm():
    import lightgbm as library
    data = library.Dataset(ROWS, LABELS, params={"verbose": -1})
    library.train({"objective": "multiclass", "num_class": 3, "num_leaves": 2, "verbose": -1}, data, 1).save_model(
        HERE / "lightgbm.txt")


def safetensors():
    from safetensors.numpy import save_file
    save_file({"a": np.zeros((2, 3), np.float32), "b": np.zeros(4, np.float16)}, HERE / "model.safetensors")


def torch():
    import torch as library
    module = library.nn.Linear(3, 1)
    library.jit.script(module).save(str(HERE / "script.pt"))
    library.save(module.state_dict(), HERE / "weights.pt")


def tensorflow():
    import tensorflow as library

    class Model(library.Module):
        @library.function(input_signature=[library.TensorSpec([None, 3], library.float32, name="rows")])
        def __call__(self, rows):
            return {"score": library.reduce_sum(rows, axis=1)}

    model = Model()
    library.saved_model.save(model, str(HERE / "saved"), signatures=model.__call__.get_concrete_function())
    (HERE / "saved/saved_model.pb").rename(HERE / "saved_model.pb")
    for path in sorted((HERE / "saved").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (HERE / "saved").rmdir()


for name in sys.argv[1:] or ["sklearn", "onnx", "xgboost", "lightgbm", "safetensors", "torch", "tensorflow"]:
    globals()[name]()
