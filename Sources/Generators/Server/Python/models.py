"""Loads a model of each format behind one interface: named arrays in, named arrays out."""

import hashlib
import importlib
import pathlib

import numpy as np

from .settings import Tensor


class ModelError(Exception):
    """Why a model cannot be loaded."""


class Model:
    """What the server needs of a model.

    A classifier answers `label`, the `probability` of that label, and the `probabilities` of all classes, in the order
    of `classes`; anything else answers `prediction`, or what its outputs are called.
    """

    inputs: tuple[Tensor, ...] = ()
    outputs: tuple[Tensor, ...] = ()
    classes: list | None = None

    def predict(self, tensors):
        raise NotImplementedError


def load(settings):
    """The model of the settings, after its files have been found to be those that were looked at."""
    verify(settings)
    model = _LOADERS[settings.format](settings)
    if not model.inputs:
        model.inputs = settings.inputs
    return model


def verify(settings):
    """Holds files whose loading runs code to the digests of the files that were inspected."""
    for name, expected in settings.digests.items():
        path = pathlib.Path(settings.folder, name)
        digest = hashlib.sha256()
        try:
            with path.open("rb") as file:
                for chunk in iter(lambda: file.read(1 << 20), b""):
                    digest.update(chunk)
        except OSError as error:
            raise ModelError(f"{name}: cannot be read: {error}") from error
        if digest.hexdigest() != expected:
            raise ModelError(f"{name}: is not the file that the image was generated for: its SHA-256 differs")


def classified(probabilities, classes):
    """The outputs of a classifier."""
    probabilities = np.asarray(probabilities, dtype=np.float64)
    best = probabilities.argmax(axis=1)
    return {
        "label": _labels(classes)[best], "probability": probabilities[np.arange(len(best)), best],
        "probabilities": probabilities,
    }


def _labels(classes):
    labels = np.asarray(classes)
    return labels if labels.dtype.kind in "iu" else labels.astype(np.object_)


def matrix(tensors):
    """The rows of one tensor, or of columns that each came as a tensor of their own."""
    arrays = list(tensors.values())
    if len(arrays) == 1:
        return arrays[0].reshape(len(arrays[0]), -1) if arrays[0].ndim == 1 else arrays[0]
    return np.column_stack([array.reshape(len(array), -1) for array in arrays])


def frame(tensors):
    """Columns by name where there are several, and pandas is there; the rows of one tensor otherwise."""
    if len(tensors) == 1:
        return matrix(tensors)
    try:
        pandas = importlib.import_module("pandas")
    except ImportError:
        return matrix(tensors)
    return pandas.DataFrame({name: array.reshape(len(array)) for name, array in tensors.items()})


class SklearnModel(Model):
    def __init__(self, settings):
        self.estimator = importlib.import_module("joblib").load(settings.model_path)
        classes = getattr(self.estimator, "classes_", None)
        if classes is not None and hasattr(self.estimator, "predict_proba"):
            self.classes = [label.item() if hasattr(label, "item") else label for label in classes]

    def predict(self, tensors):
        rows = frame(tensors)
        if self.classes is None:
            return {"prediction": self.estimator.predict(rows)}
        return classified(self.estimator.predict_proba(rows), self.classes)


class XGBoostModel(Model):
    def __init__(self, settings):
        self.xgboost = importlib.import_module("xgboost")
        self.booster = self.xgboost.Booster(model_file=str(settings.model_path))
        config = importlib.import_module("json").loads(self.booster.save_config())
        objective = config["learner"]["objective"]["name"]
        count = int(config["learner"]["learner_model_param"]["num_class"])
        if objective == "binary:logistic":
            self.classes = [0, 1]
        elif objective == "multi:softprob":
            self.classes = list(range(count))

    def predict(self, tensors):
        rows = matrix(tensors)
        # Names that were learned are the names of the columns, in their order.
        data = self.xgboost.DMatrix(rows, feature_names=self.booster.feature_names)
        scores = self.booster.predict(data)
        if self.classes is None:
            return {"prediction": scores}
        return classified(scores if scores.ndim == 2 else np.column_stack([1 - scores, scores]), self.classes)


class LightGBMModel(Model):
    def __init__(self, settings):
        self.booster = importlib.import_module("lightgbm").Booster(model_file=str(settings.model_path))
        count = self.booster.num_model_per_iteration()
        objective = str(self.booster.params.get("objective", ""))
        if objective.startswith("binary"):
            self.classes = [0, 1]
        elif count > 1:
            self.classes = list(range(count))

    def predict(self, tensors):
        scores = self.booster.predict(matrix(tensors))
        if self.classes is None:
            return {"prediction": scores}
        return classified(scores if scores.ndim == 2 else np.column_stack([1 - scores, scores]), self.classes)


class ONNXModel(Model):
    _TYPES = {
        "tensor(float)": "FP32", "tensor(double)": "FP64", "tensor(float16)": "FP16", "tensor(int64)": "INT64",
        "tensor(int32)": "INT32", "tensor(int16)": "INT16", "tensor(int8)": "INT8", "tensor(uint8)": "UINT8",
        "tensor(uint16)": "UINT16", "tensor(uint32)": "UINT32", "tensor(uint64)": "UINT64", "tensor(bool)": "BOOL",
        "tensor(string)": "BYTES",
    }

    def __init__(self, settings):
        runtime = importlib.import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = 1 if settings.concurrency > 1 else 0
        self.session = runtime.InferenceSession(
            str(settings.model_path), sess_options=options, providers=runtime.get_available_providers())
        self.inputs = tuple(self._described(node) for node in self.session.get_inputs())
        self.types = {node.name: self._numpy_type(node.type) for node in self.session.get_inputs()}

    def _described(self, node):
        shape = tuple(extent if isinstance(extent, int) and extent > 0 else -1 for extent in node.shape)
        return Tensor(node.name, self._TYPES.get(node.type, "BYTES"), shape)

    def _numpy_type(self, kind):
        from .tensors import TYPES
        return TYPES[self._TYPES.get(kind, "BYTES")]

    def predict(self, tensors):
        # A model of one input takes it under any name.
        if len(self.inputs) == 1 and len(tensors) == 1:
            tensors = {self.inputs[0].name: next(iter(tensors.values()))}
        feeds = {name: array.astype(self.types[name]) for name, array in tensors.items()}
        names = [node.name for node in self.session.get_outputs()]
        return self._named(dict(zip(names, self.session.run(names, feeds))))

    @staticmethod
    def _named(outputs):
        """Classifiers of scikit-learn come with a label and probabilities; others keep the names of their outputs."""
        labels = next((value for name, value in outputs.items() if name in ("label", "output_label")), None)
        scores = next((value for name, value in outputs.items() if "probabilit" in name), None)
        if isinstance(scores, list):
            scores = np.array([[row[key] for key in row] for row in scores])
        if labels is None or not isinstance(scores, np.ndarray):
            return {name: np.asarray(value) for name, value in outputs.items() if not isinstance(value, list)}
        labels = np.asarray(labels)
        return {
            "label": labels if labels.dtype.kind in "iu" else labels.astype(np.object_),
            "probability": scores.max(axis=1).astype(np.float64), "probabilities": scores.astype(np.float64),
        }


class TorchModel(Model):
    def __init__(self, settings):
        self.torch = importlib.import_module("torch")
        device = "cuda" if self.torch.cuda.is_available() else "cpu"
        self.device = self.torch.device(device)
        self.module = self.torch.jit.load(str(settings.model_path), map_location=self.device).eval()

    def predict(self, tensors):
        with self.torch.inference_mode():
            arguments = [self.torch.from_numpy(np.ascontiguousarray(array)).to(self.device) for array in tensors.values()]
            result = self.module(*arguments)
        if isinstance(result, dict):
            return {str(name): value.cpu().numpy() for name, value in result.items()}
        results = result if isinstance(result, (tuple, list)) else [result]
        names = ["prediction"] if len(results) == 1 else [f"output-{position}" for position in range(len(results))]
        return {name: value.cpu().numpy() for name, value in zip(names, results)}


class TensorFlowModel(Model):
    def __init__(self, settings):
        self.tensorflow = importlib.import_module("tensorflow")
        path = settings.model_path
        self.keras = path.is_file()
        self.model = (self.tensorflow.keras.models.load_model(str(path), safe_mode=True) if self.keras
                      else self.tensorflow.saved_model.load(str(path)))
        self.signature = None if self.keras else self.model.signatures["serving_default"]

    def predict(self, tensors):
        if self.keras:
            return {"prediction": np.asarray(self.model(matrix(tensors), training=False))}
        wanted = self.signature.structured_input_signature[1]
        if len(wanted) == 1 and len(tensors) == 1:
            tensors = {next(iter(wanted)): next(iter(tensors.values()))}
        arguments = {
            name: self.tensorflow.constant(array, dtype=wanted[name].dtype) for name, array in tensors.items()}
        return {name: value.numpy() for name, value in self.signature(**arguments).items()}


class TransformersModel(Model):
    def __init__(self, settings):
        transformers = importlib.import_module("transformers")
        self.pipeline = transformers.pipeline(model=str(settings.model_path), trust_remote_code=False)
        self.inputs = (Tensor("text", "BYTES", (-1,)),)

    def predict(self, tensors):
        texts = [str(text) for text in next(iter(tensors.values())).reshape(-1)]
        results = self.pipeline(texts)
        rows = [row[0] if isinstance(row, list) else row for row in results]
        if all("label" in row and "score" in row for row in rows):
            return {"label": np.array([row["label"] for row in rows], dtype=object),
                    "probability": np.array([row["score"] for row in rows], dtype=np.float64)}
        return {"prediction": np.array([str(row) for row in rows], dtype=object)}


class MLflowModel(Model):
    def __init__(self, settings):
        self.model = importlib.import_module("mlflow.pyfunc").load_model(str(settings.model_path))

    def predict(self, tensors):
        result = self.model.predict(frame(tensors))
        columns = getattr(result, "columns", None)
        if columns is not None:
            return {str(name): result[name].to_numpy() for name in columns}
        return {"prediction": np.asarray(result)}


_LOADERS = {
    "sklearn": SklearnModel, "xgboost": XGBoostModel, "lightgbm": LightGBMModel, "onnx": ONNXModel,
    "pytorch": TorchModel, "tensorflow": TensorFlowModel, "huggingface": TransformersModel, "mlflow": MLflowModel,
}
