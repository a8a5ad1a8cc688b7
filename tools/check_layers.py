#!/usr/bin/env python3
"""Checks that includes follow the arrows of server/README.md; prints file, include and rule for each that does not."""
import pathlib
import re
import sys

SERVER = pathlib.Path(__file__).resolve().parent.parent / "server"

# Module -> modules it may include. Its own files and base are always allowed.
ALLOWED = {
    "base": set(),
    "sql": set(),
    "safetensors": set(),
    "siwe": set(),
    "imaging": set(),
    "recipes": {"imaging"},
    "net": set(),
    "http_client": set(),
    "cloud_signing": set(),
    "cloud_calls": {"core", "http_client"},
    "paperflux": {"safetensors"},
    "zip": set(),
    "core": {"recipes", "safetensors", "siwe"},
    "api": {"core", "net", "zip"},
    "adapters/system": {"core"},
    "adapters/sqlite": {"sql"},
    "adapters/postgres": {"core", "sql"},
    "adapters/repositories": {"core", "recipes", "sql"},
    "adapters/sdcpp": {"core", "http_client"},
    "adapters/fal": {"core", "http_client", "net"},
    "adapters/folder_store": {"core", "net"},
    "adapters/gcs_store": {"cloud_calls", "cloud_signing", "core", "http_client"},
    "adapters/s3_store": {"cloud_calls", "cloud_signing", "core", "http_client", "net"},
    "adapters/image_finisher": {"core", "imaging"},
    "adapters/image_intake": {"core", "imaging", "recipes"},
    "adapters/lora_staging": {"core", "http_client", "safetensors"},
    "adapters/paperflux_engine": {"core", "imaging", "paperflux"},
    "adapters/training_files": {"core", "imaging", "zip"},
}
# Third-party headers a module's headers may name; core sees no vendor at all.
CORE_THIRD_PARTY = re.compile(r"^boost/asio/(awaitable|any_io_executor)\.hpp$")
INCLUDE = re.compile(r'^#include ([<"])([^>"]+)[>"]')


def module_of(path: str) -> str:
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "adapters" else parts[0]


def problems_in(file: pathlib.Path):
    name = file.relative_to(SERVER).as_posix()
    module = module_of(name)
    is_test = name.endswith(("_test.cpp", "_fuzz.cpp")) or file.name.startswith("testing_") or module == "testing"
    if module in ("app", "testing") or is_test:
        return  # the composition and the tests may use everything
    for line in file.read_text().splitlines():
        match = INCLUDE.match(line)
        if not match:
            continue
        bracket, target = match.groups()
        if bracket == "<":
            if module == "core" and "/" in target and not CORE_THIRD_PARTY.match(target):
                yield name, target, "core includes only the standard library, base and asio's awaitable"
            continue
        other = module_of(target)
        if other not in (module, "base") and other not in ALLOWED.get(module, set()):
            yield name, target, f"{module} may include " + (", ".join(sorted(ALLOWED.get(module, set()))) or "nothing but base")


def main() -> int:
    found = [problem for file in sorted(SERVER.rglob("*.?pp")) for problem in problems_in(file)]
    for name, target, rule in found:
        print(f"server/{name}: includes {target}: {rule}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
