"""Checks a JSON Schema and documents against it: validate_schema.py FOLDER.

FOLDER holds schema.json, good/*.json that must be valid and bad/*.json that must not. Exit code 77:
the validator is not installed.
"""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def properties(node, path):
    """Every property that the schema describes, with its path."""
    if isinstance(node, dict):
        for name, value in node.get("properties", {}).items():
            yield f"{path}.{name}", value
        for key, value in node.items():
            if key != "examples":
                yield from properties(value, f"{path}/{key}")
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from properties(value, f"{path}[{i}]")


def resolved(node, schema):
    """The keys of a property and of what it refers to."""
    keys = set(node)
    if "$ref" in node:
        keys |= resolved(schema["$defs"][node["$ref"].removeprefix("#/$defs/")], schema)
    return keys


def main():
    folder = pathlib.Path(sys.argv[1])
    schema = json.loads((folder / "schema.json").read_text())
    failures = []
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    own = ["part", "rules", "problem", "exam", "answers", "figure", "mistake", "digits", "conventions"]
    for name in own:
        for path, node in properties(schema["$defs"][name], name):
            missing = {"description", "examples"} - resolved(node, schema)
            if missing:
                failures.append(f"{path} has no {', '.join(sorted(missing))}")
    for definition in schema["$defs"].values():
        if "examples" in definition:
            part = jsonschema.Draft202012Validator({**schema, "if": False, "else": definition})
            for example in definition["examples"]:
                for error in part.iter_errors(example):
                    failures.append(f"example {example}: {error.message}")
    for file in sorted((folder / "good").glob("*.json")):
        error = jsonschema.exceptions.best_match(validator.iter_errors(json.loads(file.read_text())))
        if error:
            failures.append(f"{file.name} should be valid: {error.json_path}: {error.message}")
    for file in sorted((folder / "bad").glob("*.json")):
        if validator.is_valid(json.loads(file.read_text())):
            failures.append(f"{file.name} should not be valid")
    print("\n".join(failures))
    sys.exit(1 if failures else 0)


main()
