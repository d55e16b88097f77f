"""Asks a server of the Open Inference Protocol, and compares its answers with scikit-learn's own.

    python ask.py BASE MODEL EXPECTED [TOLERANCE]

Prints one line, and fails when a label differs or a probability by more than the tolerance.
"""

import json
import sys
import urllib.request

base, name, file = sys.argv[1:4]
tolerance = float(sys.argv[4]) if len(sys.argv) > 4 else 0.0
with open(file, encoding="utf-8") as content:
    expected = json.load(content)
rows = expected["rows"]
tensor = {"name": "rows", "datatype": "FP64", "shape": [len(rows), len(rows[0])], "data": [x for row in rows for x in row]}
request = urllib.request.Request(
    f"{base}/v2/models/{name}/infer", json.dumps({"inputs": [tensor]}).encode(), {"content-type": "application/json"})
with urllib.request.urlopen(request, timeout=60) as response:
    outputs = {output["name"]: output for output in json.load(response)["outputs"]}
# MLServer calls the labels `predict`, and gives no probabilities unless it is asked for them.
labels = [str(label) for label in outputs.get("label", outputs.get("predict"))["data"]]
wrong = sum(given != wanted for given, wanted in zip(labels, expected["labels"], strict=True))
difference = 0.0
if "probabilities" in outputs:
    given = outputs["probabilities"]["data"]
    wanted = [score for row in expected["probabilities"] for score in row]
    difference = max(abs(a - b) for a, b in zip(given, wanted, strict=True))
print(f"{name}: {len(rows)} predictions, {wrong} differ; probabilities differ by {difference:.1e} at most")
sys.exit(0 if wrong == 0 and difference <= tolerance else 1)
