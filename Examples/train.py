"""Writes data/<set>.csv and models/<set>/<version>.json: three classification sets, five versions of a model each.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python train.py

Every number in the files is measured here, and repeated runs write the same bytes (Python 3.11). Each version tells
one story of a rollout: `good` is in production, `better` deserves promotion, and three repeat the weights of
`better` with one defect each: `wrong-scaling` answers fast and wrong, `slow` answers late, `failing` raises errors.
"""

import csv
import json
import pathlib
from dataclasses import dataclass, field

import numpy as np
import sklearn
from sklearn import datasets
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

SEED = 20260601
TEST_SHARE = 0.4
CHECKS = 6
HERE = pathlib.Path(__file__).parent


@dataclass
class ExampleSet:
    """One data set, what its versions are trained with, and the mistake that its `wrong-scaling` version makes."""

    name: str
    load: object
    good_features: list[str]
    better: object
    # How the scaler of `wrong-scaling` came about: a sentence, and the factor between its units and the served ones.
    unit_mistake: str
    unit_factors: dict[str, float]
    # The features that the validator of `failing` looks at; all of them when none is named.
    validated: list[str] = field(default_factory=list)
    rows: np.ndarray = field(init=False)
    labels: np.ndarray = field(init=False)
    features: list[str] = field(init=False)
    classes: list = field(init=False)
    is_test: np.ndarray = field(init=False)

    def prepare(self):
        """Loads the set, puts its rows into a fixed random order and splits them, stratified by class."""
        bunch = self.load()
        order = np.random.RandomState(SEED).permutation(len(bunch.data))
        self.rows, self.labels = bunch.data[order], bunch.target[order]
        self.features = [str(name) for name in bunch.feature_names]
        self.classes = [name.item() for name in bunch.target_names]
        assert set(self.unit_factors) <= {*self.features, "*"}, self.unit_factors
        _, test = train_test_split(
            np.arange(len(self.rows)), test_size=TEST_SHARE, random_state=SEED, stratify=self.labels)
        self.is_test = np.zeros(len(self.rows), dtype=bool)
        self.is_test[test] = True

    @property
    def train(self):
        return self.rows[~self.is_test], self.labels[~self.is_test]

    @property
    def test(self):
        return self.rows[self.is_test], self.labels[self.is_test]


@dataclass
class Version:
    """A scaler and an estimator over chosen columns, with what may be wrong around them."""

    name: str
    description: str
    columns: list[int]
    mean: np.ndarray
    scale: np.ndarray
    estimator: object
    validator: dict | None = None
    lookup: dict | None = None

    def probabilities(self, rows):
        return self.estimator.predict_proba((rows[:, self.columns] - self.mean) / self.scale)

    def rejected(self, rows):
        if self.validator is None:
            return np.zeros(len(rows), dtype=bool)
        low, high = np.array(self.validator["minimum"]), np.array(self.validator["maximum"])
        checked = rows[:, self.validator["columns"]]
        return ((checked < low) | (checked > high)).any(axis=1)


def fitted(example, name, description, estimator, features):
    rows, labels = example.train
    columns = [example.features.index(feature) for feature in features]
    scaler = StandardScaler().fit(rows[:, columns])
    estimator.fit(scaler.transform(rows[:, columns]), labels)
    return Version(name, description, columns, scaler.mean_, scaler.scale_, estimator)


def derived(base, name, description, **changes):
    return Version(**{**base.__dict__, "name": name, "description": description, **changes})


def wrongly_scaled(example, better):
    factors = np.array([example.unit_factors.get(example.features[column], example.unit_factors.get("*", 1.0))
                        for column in better.columns])
    return derived(better, "wrong-scaling", f"The weights of `better` with a scaler from other units: "
                   f"{example.unit_mistake}", mean=better.mean * factors, scale=better.scale * factors)


def narrow_validator(example):
    """Bounds per column over the first training rows, as many as leave 10 to 20 % of the test rows outside."""
    columns = [example.features.index(feature) for feature in example.validated or example.features]
    train, test = example.train[0][:, columns], example.test[0][:, columns]
    for sample in range(10, len(train) + 1):
        low, high = train[:sample].min(axis=0), train[:sample].max(axis=0)
        share = ((test < low) | (test > high)).any(axis=1).mean()
        if share <= 0.15:
            assert share >= 0.10, (example.name, share)
            return {"columns": columns, "minimum": low.tolist(), "maximum": high.tolist(), "sampleRows": sample}
    raise AssertionError(f"{example.name}: no sample size leaves 10 to 20 % of the test rows outside")


def versions(example):
    good = fitted(example, "good", "Logistic regression on a few features: what production runs.",
                  LogisticRegression(max_iter=5000, random_state=SEED), example.good_features)
    better = fitted(example, "better", "All features: the version that deserves promotion.",
                    example.better, example.features)
    return [
        good,
        better,
        wrongly_scaled(example, better),
        derived(better, "slow", "`better` behind a simulated remote feature lookup for every request.",
                lookup={"meanMilliseconds": 40, "spreadMilliseconds": 5}),
        derived(better, "failing", "`better` behind an input validator exported from too few rows.",
                validator=narrow_validator(example)),
    ]


def exported_tree(tree):
    """Children are node indexes, -1 at a leaf; a leaf's value is its class distribution."""
    leaf = tree.children_left < 0
    distribution = tree.value[:, 0, :] / tree.value[:, 0, :].sum(axis=1, keepdims=True)
    return {
        "feature": np.where(leaf, -1, tree.feature).tolist(),
        "threshold": np.where(leaf, 0.0, tree.threshold).tolist(),
        "left": tree.children_left.tolist(),
        "right": tree.children_right.tolist(),
        "value": [row.tolist() if at_leaf else [] for row, at_leaf in zip(distribution, leaf)],
    }


def exported_model(estimator):
    if isinstance(estimator, RandomForestClassifier):
        return {"type": "forest", "trees": [exported_tree(member.tree_) for member in estimator.estimators_]}
    coefficients, intercepts = estimator.coef_, estimator.intercept_
    if len(coefficients) == 1:  # two classes: the logistic function is the softmax of 0 and the one score
        coefficients = np.vstack([np.zeros_like(coefficients), coefficients])
        intercepts = np.array([0.0, intercepts[0]])
    return {"type": "linear", "coefficients": coefficients.tolist(), "intercepts": intercepts.tolist()}


def measurements(example, version):
    """Accuracy over the rows that are answered, and how many test rows are refused."""
    def accuracy(rows, labels):
        answered = ~version.rejected(rows)
        predicted = version.probabilities(rows[answered]).argmax(axis=1)
        return float((predicted == labels[answered]).mean())
    test_rows, test_labels = example.test
    return {
        "trainAccuracy": round(accuracy(*example.train), 4),
        "testAccuracy": round(accuracy(test_rows, test_labels), 4),
        "testRows": len(test_rows),
        "rejectedTestRows": int(version.rejected(test_rows).sum()),
    }


def check(example, version, row):
    if version.rejected(row[None, :])[0]:
        bounds = version.validator
        first = next(column for column, low, high in zip(bounds["columns"], bounds["minimum"], bounds["maximum"])
                     if not low <= row[column] <= high)
        return {"input": row.tolist(), "rejectedFeature": example.features[first]}
    probabilities = version.probabilities(row[None, :])[0]
    return {"input": row.tolist(), "label": example.classes[int(probabilities.argmax())],
            "probabilities": probabilities.tolist()}


def checks(example, version):
    """The first test rows; one of them is a refused row where the version refuses any."""
    rows, _ = example.test
    chosen = list(range(CHECKS))
    refused = np.flatnonzero(version.rejected(rows))
    if len(refused) and not set(chosen) & set(refused.tolist()):
        chosen[-1] = int(refused[0])
    return [check(example, version, rows[index]) for index in chosen]


def artifact(example, version):
    content = {
        "schema": "slipway.dev/model/v1",
        "name": example.name,
        "version": version.name,
        "description": version.description,
        "framework": {"name": "scikit-learn", "version": sklearn.__version__,
                      "estimator": type(version.estimator).__name__, "seed": SEED},
        "features": example.features,
        "classes": example.classes,
        "preprocessing": {"columns": version.columns, "mean": version.mean.tolist(), "scale": version.scale.tolist()},
        "model": exported_model(version.estimator),
    }
    if version.validator:
        content["inputValidator"] = version.validator
    if version.lookup:
        content["simulatedFeatureLookup"] = version.lookup
    return {**content, "measurements": measurements(example, version), "checks": checks(example, version)}


def rendered(value, depth=0):
    """JSON with one member a line and lists of scalars on one line, so that diffs stay readable."""
    pad = "  " * (depth + 1)
    if isinstance(value, dict):
        body = ",\n".join(f"{pad}{json.dumps(key)}: {rendered(item, depth + 1)}" for key, item in value.items())
        return "{\n" + body + "\n" + "  " * depth + "}"
    if isinstance(value, list) and any(isinstance(item, (list, dict)) for item in value):
        body = ",\n".join(pad + rendered(item, depth + 1) for item in value)
        return "[\n" + body + "\n" + "  " * depth + "]"
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def write_csv(example):
    path = HERE / "data" / f"{example.name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*example.features, "label", "split"])
        for row, label, is_test in zip(example.rows, example.labels, example.is_test):
            writer.writerow([*(f"{value:g}" if value == float(f"{value:g}") else repr(float(value)) for value in row),
                             example.classes[label], "test" if is_test else "train"])


def write_model(example, version):
    path = HERE / "models" / example.name / f"{version.name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rendered(artifact(example, version)) + "\n")


def demand(example, made):
    """What the stories rest on; the script fails rather than write files that tell another one."""
    accuracy = {version.name: measurements(example, version)["testAccuracy"] for version in made}
    assert accuracy["better"] >= accuracy["good"] + 0.04, (example.name, accuracy)
    assert accuracy["wrong-scaling"] <= accuracy["better"] - 0.20, (example.name, accuracy)


def scaled_lengths(factor):
    """The factors per feature of the breast cancer set when lengths shrink by one: areas go with its square."""
    names = ["radius", "perimeter", "area"]
    return {f"{kind} {name}" if kind != "error" else f"{name} error": factor ** (2 if name == "area" else 1)
            for name in names for kind in ("mean", "error", "worst")}


EXAMPLES = [
    ExampleSet(
        "breast-cancer", datasets.load_breast_cancer, ["mean radius", "mean texture"],
        LogisticRegression(max_iter=5000, random_state=SEED),
        "images of half the resolution, so that lengths count half as many pixels and areas a quarter.",
        scaled_lengths(0.5)),
    ExampleSet(
        "wine", datasets.load_wine, ["alcohol", "malic_acid", "ash"],
        RandomForestClassifier(n_estimators=10, max_depth=4, random_state=SEED),
        "amounts of substance a factor of 1,000 smaller, as grams for milligrams.",
        dict.fromkeys(["malic_acid", "ash", "magnesium", "total_phenols", "flavanoids", "nonflavanoid_phenols",
                       "proanthocyanins", "proline"], 0.001),
        ["alcohol", "malic_acid"]),
    ExampleSet(
        "digits", datasets.load_digits, [f"pixel_{row}_{column}" for row in (2, 4, 5) for column in range(1, 7)],
        LogisticRegression(max_iter=5000, C=0.1, random_state=SEED),
        "pixels from 0 to 255 where 0 to 16 are served.",
        {"*": 255 / 16}),
]


def main():
    for example in EXAMPLES:
        example.prepare()
        made = versions(example)
        write_csv(example)
        for version in made:
            write_model(example, version)
            print(f"{example.name:14} {version.name:14} {json.dumps(measurements(example, version))}")
        demand(example, made)


if __name__ == "__main__":
    main()
