"""Units of log P, surprisal and P by their names."""

import pytest

from heatmark import Heatmap
from heatmark.core.quantities import kind_of, quantity, unit_in
from heatmark.core.unit_names import parted, unit_called, unit_like
from pictures import drawn, names


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("log P [nat]", ("log P", "nat")),
        ("log P {nats}", ("log P", "nats")),
        ("log P, nat", ("log P", "nat")),
        ("surprisal (bit)", ("surprisal", "bit")),
        ("surprisal(bits)", ("surprisal", "bits")),
        ("surprisal in bits", ("surprisal", "bits")),
        ("độ bất ngờ tính bằng bit", ("độ bất ngờ", "bit")),
        ("surprisal / bit", ("surprisal", "bit")),
        ("surprisal_bits", ("surprisal", "bits")),
        ("surprisal, base 2", ("surprisal", "base 2")),
        ("P in %", ("P", "%")),
        ("surprisal (bits/char)", ("surprisal", "bits/char")),
        ("surprisal (z-score)", ("surprisal (z-score)", "")),
        ("time in ms", ("time in ms", "")),
        ("nat", ("nat", "")),
        ("", ("", "")),
    ],
)
def test_units_behind_names(name: str, found: tuple[str, str]) -> None:
    """A unit stands behind a name in brackets, behind a comma or a word between."""
    assert parted(name) == found


def test_names_of_units() -> None:
    """What is like a unit is none that is known."""
    assert unit_called(" Bits ") == "bit"
    assert unit_called("bits/char") is None
    assert unit_like("in bits/char") == "bits/char"
    assert unit_like("ms") is None


@pytest.mark.parametrize(
    ("measure", "kind", "unit"),
    [
        *((f"log P{unit}", "log P", "nat") for unit in (" [nat]", ", nat", " in nats", " / nat")),
        *((f"surprisal{unit}", "surprisal", "bit") for unit in (" (bit)", " [bits]", " in bits")),
        *((f"{log} P", "log P", "bit") for log in ("log_2", "lb", "log₂")),
        *((f"{log} P", "log P", "nat") for log in ("log_e", "logₑ")),
        ("log_10 P", "log P", "ban"),
        ("lg P", "log P", "lg"),
        ("log.p", "log P", None),
        *((f"{log}(p)", "log P", unit) for log, unit in (("log", None), ("ln", "nat"))),
        ("log2(P(w | c))", "log P", "bit"),
        ("-log2(p)", "surprisal", "bit"),
        ("log(p) [nat]", "log P", "nat"),
        ("log(frequency)", None, None),
        ("log(p/q)", None, None),
        ("neg.log.p", "surprisal", None),
        ("minus log2 P", "surprisal", "bit"),
        ("P [%]", "P", "%"),
        ("surprisal (bits/char)", "surprisal", "bits/char"),
        ("surprisal difference (bit)", None, None),
        ("log P(bit)", "log P", None),
        ("entropy (bit)", None, None),
    ],
)
def test_measures_with_units(measure: str, kind: str | None, unit: str | None) -> None:
    """A measure is known with its unit in its name; `lg` is to the base 10, or to the base 2."""
    assert (kind_of(measure), unit_in(measure)) == (kind, unit)
    known = quantity(measure, None)
    assert (known is not None and known.factor is None) is (unit in {"lg", "bits/char"})


@pytest.mark.parametrize(
    "measure", ["log P (nat)", "log P [nat]", "log P, nat", "surprisal (bit)", "surprisal in bit"]
)
def test_legends_of_measures_with_units(measure: str) -> None:
    """The unit of a name is that of the scores, with the scale of such a measure."""
    sign = -1 if "log" in measure else 1
    found = drawn([" a", " b"], [sign * 1.0, sign * 2.0], measure=measure)
    assert f"{found.legend.measure} ({found.legend.unit})" == f"{parted(measure)[0]} (" + (
        "nat)" if sign < 0 else "bit)"
    )
    assert found.legend.kind == "zero"
    assert names(found) == []


def test_a_unit_is_written_once() -> None:
    """What is converted to a measure with a unit in its name does not have it twice."""
    found = drawn([" a"], [-1.0], measure="log P (nat)", given="log P, bit")
    assert (found.legend.measure, found.legend.unit) == ("log P", "nat")


def test_a_transform_keeps_a_unit() -> None:
    """What a transform makes is counted as its measure was."""
    found = drawn([" a", " b"], [-1.0, -2.0], measure="log P, bit", transform="abs")
    assert (found.legend.measure, found.legend.unit) == ("surprisal", "bit")
    assert names(found) == []


def test_a_series_with_a_unit_in_its_name() -> None:
    """A name of a series says a unit as a measure does."""
    assert not Heatmap([" a", " b"], {"surprisal, bit": [1, 2]}).notices
    found = drawn([" a", " b"], {"surprisal, bit": [1, 2]})
    assert names(found) == []
