#!/usr/bin/env python3
"""Checks the layers of the house: who may include whom, and that each source includes its own header first, which shows
that the header compiles alone. Prints what is wrong; exit code 1 if anything is."""

import pathlib
import re
import sys

# A folder may include what stands here, and itself. The longest matching prefix counts.
ALLOWED = {
    "engine/trace": [],
    "engine/runtime": ["engine/trace"],
    "engine/net": ["engine/runtime", "engine/trace"],
    "engine/scenarios": ["engine/net", "engine/runtime", "engine/trace"],
    "engine/analysis": ["engine/trace"],
    "ui": ["engine", "ui"],
    "ui/timeline": ["engine/trace", "engine/analysis", "engine/scenarios", "engine/runtime/mode.h", "ui/comparison.h",
                    "ui/theme.h"],
    "ui/figures": ["engine", "ui/timeline", "ui/background_job.h", "ui/comparison.h", "ui/theme.h"],
    "ui/panels": ["engine", "ui"],
    "app": ["engine", "ui", "app"],
}
ENGINE_FREE_OF = re.compile(r"^Q[A-Z]|^Qt|^q[a-z]+\.h$")
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def folder_of(path):
    matches = [folder for folder in ALLOWED if path == folder or path.startswith(folder + "/")]
    return max(matches, key=len) if matches else None


def problems_of(root, path):
    name = path.relative_to(root).as_posix()
    folder = folder_of(name)
    own = name.removesuffix(".cpp") + ".h"
    waits_for_own = name.endswith(".cpp") and (root / own).exists()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        include = INCLUDE.match(line)
        if not include:
            continue
        kind, target = include.groups()
        if waits_for_own and target != own:
            yield f"{name}:{number}: {own} has to be included first"
        waits_for_own = False
        if name.startswith("engine/") and ENGINE_FREE_OF.match(target):
            yield f"{name}:{number}: the engine knows no Qt: {target}"
        if kind == '"' and folder and "/" in target:
            allowed = ALLOWED[folder] + [folder]
            if not any(target == one or target.startswith(one + "/") for one in allowed):
                yield f"{name}:{number}: {folder} may not include {target}"


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    files = [path for top in ("engine", "ui", "app") for path in (root / top).rglob("*") if path.suffix in (".h", ".cpp")]
    if len(files) < 50:
        print(f"only {len(files)} files found below {root}: is this the right folder?")
        return 1
    problems = [problem for path in sorted(files) for problem in problems_of(root, path)]
    print("\n".join(problems) or f"{len(files)} files keep to their layers")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
