"""Judges requests by the API models of their services, as AWS publishes them in botocore.

stdin:  a JSON document a line: {"service", "operation", "params"}
stdout: a line for each fault: service, operation, and what is wrong where. Nothing if there is none.

Beside what botocore itself looks at (names, types, what is required, lengths), values must be among an enum's and match
a pattern, which botocore leaves to the service. The patterns are of a dialect that knows classes such as \\p{L}: so does
the module regex, which cfn-lint brings.
"""
import functools
import json
import sys

import botocore.session
import regex
from botocore.validate import ParamValidator

SESSION = botocore.session.get_session()


@functools.cache
def model(service):
    wanted = service.replace(" ", "").lower()
    # Most are called as their id is: then no other model is read.
    names = sorted(SESSION.get_available_services(), key=lambda name: name.replace("-", "") != wanted)
    for name in names:
        found = SESSION.get_service_model(name) if name[0] == wanted[0] else None
        if found is not None and found.service_id.replace(" ", "").lower() == wanted:
            return found
    raise SystemExit(f"botocore knows no service {service}")


def values(shape, value, path):
    """Faults of a value that botocore does not look for."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, member in value.items():
            if name in shape.members:
                yield from values(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name == "list" and isinstance(value, list):
        for at, member in enumerate(value):
            yield from values(shape.member, member, f"{path}[{at}]")
    elif shape.type_name == "map" and isinstance(value, dict):
        for name, member in value.items():
            yield from values(shape.value, member, f"{path}.{name}")
    elif shape.type_name == "string" and isinstance(value, str):
        if shape.enum and value not in shape.enum:
            yield f"{path}: '{value}' is none of {shape.enum}"
        pattern = shape.metadata.get("pattern")
        if pattern and not matches(pattern, value):
            yield f"{path}: '{value}' does not match {pattern}"


def matches(pattern, value):
    try:
        return regex.search(pattern, value)
    except regex.error:
        return True  # some are made of UTF-16's halves of characters, which are none in Python


def faults(request):
    operation = model(request["service"]).operation_model(request["operation"])
    if operation.input_shape is None:
        return
    yield from filter(None, ParamValidator().validate(request["params"], operation.input_shape)
                      .generate_report().split("\n"))
    yield from values(operation.input_shape, request["params"], "params")


for line in sys.stdin:
    asked = json.loads(line)
    for fault in faults(asked):
        print(asked["service"], asked["operation"], fault)
