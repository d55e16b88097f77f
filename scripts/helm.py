#!/usr/bin/env python3
"""The part of the `helm` program that the scripts here use, on Helm's own libraries (PyPI: helm-python-sdk).

scripts/setup.sh installs what it needs and calls it as `helm`. Flags mean what they mean there:

    helm lint CHART
    helm template NAME CHART [--namespace N] [--show-only FILE]... [--values FILE]... [--set A=B]... [--output-dir DIR]
    helm install|upgrade NAME CHART [--namespace N] [--create-namespace] [--wait] [--timeout SECONDS] [--values ...] [--set ...]
    helm test|uninstall NAME [--namespace N] [--timeout SECONDS]
    helm list [--namespace N]
    helm version
"""
import argparse
import pathlib
import sys

import helm_python as helm


def merge(into, other):
    for key, value in other.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = value
    return into


def values(arguments):
    result = {}
    for path in arguments.values:
        with open(path, encoding="utf-8") as file:
            merge(result, helm.values_from_yaml(file.read()))
    for text in arguments.set:
        merge(result, helm.parse_set_string(text))
    return result


def documents(manifests, chart, show_only):
    """The rendered templates by name; notes and templates that render to nothing are left out."""
    for path in sorted(manifests):
        name = path.removeprefix(f"{chart}/")
        text = manifests[path].strip("\n")
        if not text.strip() or name.endswith(".txt") or (show_only and name not in show_only):
            continue
        yield name, text


def template(arguments):
    with helm.Chart.load(arguments.chart) as chart:
        chart.validate_schema(values(arguments))
        manifests = chart.render(values(arguments), name=arguments.name, namespace=arguments.namespace)
        shown = list(documents(manifests, chart.name, arguments.show_only))
        missing = set(arguments.show_only) - {name for name, _ in shown}
        if missing:
            sys.exit(f"these templates render to nothing: {', '.join(sorted(missing))}")
        for name, text in shown:
            if arguments.output_dir:
                path = pathlib.Path(arguments.output_dir, name.removeprefix("templates/"))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text.removeprefix("---").lstrip("\n") + "\n", encoding="utf-8")
                continue
            print(f"---\n# Source: {chart.name}/{name}\n{text.removeprefix('---').lstrip(chr(10))}")


def lint(arguments):
    result = helm.lint(arguments.chart)
    for message in result["messages"]:
        print(f"{message['path']}: {message['error']}")
    # An icon is a matter of taste: severity 1. Warnings count.
    if any(message["severity"] > 1 for message in result["messages"]):
        sys.exit(1)


def change(arguments):
    wait = "watcher" if arguments.wait else None
    with helm.Config(namespace=arguments.namespace) as cluster:
        if arguments.command == "install":
            release = cluster.install(
                arguments.chart, arguments.name, values(arguments), wait=wait, timeout=arguments.timeout,
                create_namespace=arguments.create_namespace)
        else:
            release = cluster.upgrade(
                arguments.chart, arguments.name, values(arguments), wait=wait, timeout=arguments.timeout)
    print(f"{release['name']} revision {release['revision']}: {release['status']}")


def test(arguments):
    with helm.Config(namespace=arguments.namespace) as cluster:
        result = cluster.test(arguments.name, timeout=arguments.timeout, logs=arguments.logs)
    print(f"{arguments.name}: tests passed")
    if arguments.logs:
        print(result.get("logs", ""), end="")


def uninstall(arguments):
    with helm.Config(namespace=arguments.namespace) as cluster:
        cluster.uninstall(arguments.name, wait="watcher", timeout=arguments.timeout)
    print(f"{arguments.name}: uninstalled")


def releases(arguments):
    with helm.Config(namespace=arguments.namespace) as cluster:
        for release in cluster.list():
            print(release["name"], release["revision"], release["status"])


def main():
    parser = argparse.ArgumentParser(prog="helm")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name, action, *, release=True, chart=False):
        sub = commands.add_parser(name)
        sub.set_defaults(action=action)
        if release:
            sub.add_argument("name")
        if chart:
            sub.add_argument("chart")
        sub.add_argument("--namespace", "-n", default="default")
        sub.add_argument("--timeout", type=int, default=120)
        return sub

    for name, action in [("template", template), ("install", change), ("upgrade", change)]:
        sub = command(name, action, chart=True)
        sub.add_argument("--values", "-f", action="append", default=[])
        sub.add_argument("--set", action="append", default=[])
        sub.add_argument("--output-dir")
        sub.add_argument("--create-namespace", action="store_true")
        sub.add_argument("--wait", action="store_true")
        sub.add_argument("--show-only", "-s", action="append", default=[])
    command("test", test).add_argument("--logs", action="store_true")
    command("uninstall", uninstall)
    command("list", releases, release=False)
    command("lint", lint, release=False, chart=True)
    command("version", lambda _: print(helm.helm_sdk_version()), release=False)
    arguments = parser.parse_args()
    try:
        arguments.action(arguments)
    except helm.HelmError as error:
        sys.exit(f"helm {arguments.command}: {error}")


if __name__ == "__main__":
    main()
