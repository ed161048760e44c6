"""Write the schemas for editors."""

from __future__ import annotations

from pathlib import Path

from heatmark.options.schema import SCHEMAS, schema_text

FOLDER = Path(__file__).parent / "schema"

if __name__ == "__main__":
    for name in SCHEMAS:
        FOLDER.joinpath(f"{name}.json").write_text(schema_text(name), encoding="utf-8")
