"""Tensors of the Open Inference Protocol, from and to JSON."""

import numpy as np

TYPES = {
    "BOOL": np.bool_, "UINT8": np.uint8, "UINT16": np.uint16, "UINT32": np.uint32, "UINT64": np.uint64,
    "INT8": np.int8, "INT16": np.int16, "INT32": np.int32, "INT64": np.int64, "FP16": np.float16, "FP32": np.float32,
    "FP64": np.float64, "BYTES": np.object_,
}
_NAMES = {np.dtype(kind): name for name, kind in TYPES.items()}


class RequestError(Exception):
    """Why a request has no result: its status, and a sentence that names the field."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status
        self.message = message


def invalid(field, reason):
    return RequestError(400, f"{field} {reason}")


def parse(body, maximum_rows, known=()):
    """The inputs of a request by name, each of the shape that it names."""
    if not isinstance(body, dict):
        raise invalid("the document", "is not an object")
    inputs = body.get("inputs")
    if not isinstance(inputs, list) or not 1 <= len(inputs) <= 256:
        raise invalid("inputs", "is not a list of 1 to 256 tensors")
    tensors = {}
    for position, tensor in enumerate(inputs):
        name, array = _tensor(tensor, f"inputs[{position}]", maximum_rows)
        if name in tensors:
            raise invalid(f"inputs[{position}].name", f"{name!r} stands here twice")
        tensors[name] = array
    rows = {array.shape[0] for array in tensors.values()}
    if len(rows) > 1:
        raise invalid("inputs", f"have different numbers of rows: {sorted(rows)}")
    _check(tensors, known)
    return tensors


def _tensor(tensor, field, maximum_rows):
    if not isinstance(tensor, dict):
        raise invalid(field, "is not an object")
    name, datatype, shape = tensor.get("name"), tensor.get("datatype"), tensor.get("shape")
    if not isinstance(name, str) or not name:
        raise invalid(f"{field}.name", "is not a text")
    if datatype not in TYPES:
        raise invalid(f"{field}.datatype", f"is {datatype!r}, not one of {', '.join(TYPES)}")
    if not isinstance(shape, list) or not 1 <= len(shape) <= 8 or not all(_is_extent(extent) for extent in shape):
        raise invalid(f"{field}.shape", "is not a list of 1 to 8 whole numbers")
    if not 1 <= shape[0] <= maximum_rows:
        raise invalid(f"{field}.shape[0]", f"is {shape[0]}, not 1 to {maximum_rows}")
    return name, _array(tensor.get("data"), datatype, tuple(shape), field)


def _is_extent(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 1 << 31


def _array(data, datatype, shape, field):
    if not isinstance(data, list):
        raise invalid(f"{field}.data", "is not a list")
    try:
        flat = np.asarray(data, dtype=TYPES[datatype] if datatype != "BYTES" else np.object_).reshape(-1)
    except (ValueError, TypeError, OverflowError) as error:
        raise invalid(f"{field}.data", f"does not hold numbers of type {datatype}") from error
    if datatype == "BYTES" and not all(isinstance(text, str) for text in flat):
        raise invalid(f"{field}.data", "does not hold texts")
    if flat.size != int(np.prod(shape, dtype=object)):
        raise invalid(f"{field}.data", f"holds {flat.size} elements, not {int(np.prod(shape, dtype=object))}")
    return flat.reshape(shape)


def _check(tensors, known):
    """Whether inputs are what the model says that it takes: names, where it takes several, and extents."""
    if len(known) != len(tensors):
        if len(known) > 1:
            raise invalid("inputs", f"are {sorted(tensors)}, not {sorted(tensor.name for tensor in known)}")
        return
    for position, (name, array) in enumerate(tensors.items()):
        expected = known[0] if len(known) == 1 else next((tensor for tensor in known if tensor.name == name), None)
        if expected is None:
            raise invalid(f"inputs[{position}].name", f"is {name!r}, not one of {[tensor.name for tensor in known]}")
        fits = len(expected.shape) == array.ndim and all(
            wanted in (-1, given) for wanted, given in zip(expected.shape, array.shape))
        if expected.shape and not fits:
            raise invalid(f"inputs[{position}].shape", f"is {list(array.shape)}, not {list(expected.shape)}")


def render(name, array):
    """A tensor as the protocol writes it."""
    array = np.asarray(array)
    if array.dtype not in _NAMES or array.dtype == np.object_:
        array = array.astype(np.object_)
        return {"name": name, "datatype": "BYTES", "shape": list(array.shape), "data": [str(x) for x in array.reshape(-1)]}
    return {
        "name": name, "datatype": _NAMES[array.dtype], "shape": list(array.shape), "data": array.reshape(-1).tolist(),
    }
