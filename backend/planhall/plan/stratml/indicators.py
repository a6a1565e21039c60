"""A measure and the PerformanceIndicator that stands for it.

``get`` reads a measure from an indicator; ``put`` writes one into an indicator, keeping whatever
else the indicator it came from said. What ``put`` would lose goes into the indicator's marker.
"""

from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from planhall.plan import document
from planhall.plan.body import collapse
from planhall.plan.model import Measure, Reading
from planhall.plan.stratml.lexical import day_of, decimal_text, number_of, writable
from planhall.plan.stratml.records import Indicator, Instance, Result

BASELINE = "baseline"
_FIELDS = ("name", "unit", "baseline", "target", "due", "note")


def get(indicator: Indicator, id_: str) -> Measure:
    """The measure that this indicator means.

    Its target is the latest TargetResult with a number (or at least a date), its readings are the
    ActualResults with a date. What else the results say stands in its note.
    """
    target = _target_of(indicator)
    baseline = _baseline_of(indicator)
    lines = [indicator.other.strip()]
    for instance in indicator.instances:
        for result in instance.targets:
            if result is target:
                lines.append(_line("Target", told(result)))
            else:
                when = day_of(result.end) or day_of(result.start)
                lines.append(_line(f"Target for {when}" if when else "Target", _all(result)))
        lines.extend(
            _line("Actual", _all(result))
            for result in instance.actuals
            if result is not baseline and not _is_reading(result)
        )
    measure = Measure(
        id=id_,
        name=collapse(indicator.dimension),
        unit=collapse(indicator.unit),
        baseline=None if baseline is None else number_of(baseline.units),
        target=None if target is None else number_of(target.units),
        due=None if target is None else day_of(target.end) or day_of(target.start),
        note="\n".join(line for line in lines if line),
        readings=_readings_of(indicator),
    )
    return _with_marker(measure, indicator.marker)


def put(measure: Measure, source: Indicator | None, identifier: str | None) -> Indicator:
    """The indicator for a measure: ``source``, as far as the measure still says the same."""
    indicator = deepcopy(source) if source is not None else Indicator()
    indicator.marker = {}
    indicator.identifier = identifier
    if same(get(indicator, measure.id), measure):
        return indicator
    before = get(indicator, measure.id)
    if before.name != measure.name:
        indicator.dimension = writable(measure.name)
    if before.unit != measure.unit:
        indicator.unit = writable(measure.unit)
    if before.note != measure.note:
        indicator.other = writable(measure.note)
    _put_target(indicator, measure)
    _put_baseline(indicator, measure.baseline)
    _put_readings(indicator, measure)
    indicator.instances = [each for each in indicator.instances if each.targets or each.actuals]
    after = get(indicator, measure.id)
    for name in _FIELDS:
        if getattr(after, name) != getattr(measure, name):
            indicator.marker[name] = document.plain(getattr(measure, name))
    if not _same_readings(after, measure):
        indicator.marker["readings"] = [_reading_json(each) for each in measure.readings]
    return indicator


def same(one: Measure, other: Measure) -> bool:
    """Whether two measures say the same; the ids of readings do not count."""
    return all(getattr(one, name) == getattr(other, name) for name in _FIELDS) and _same_readings(
        one, other
    )


def to_json(measure: Measure) -> dict[str, Any]:
    """A measure in a marker, where its element cannot hold an indicator."""
    json: dict[str, Any] = {"id": measure.id}
    for name in _FIELDS:
        value = document.plain(getattr(measure, name))
        if value not in (None, ""):
            json[name] = value
    if measure.readings:
        json["readings"] = [_reading_json(reading) for reading in measure.readings]
    if measure.source:
        json["source"] = document.plain(measure.source)
    return json


def from_json(json: Mapping[str, Any], id_: str) -> Measure:
    """The measure that ``to_json`` wrote."""
    source = json.get("source")
    measure = Measure(id=id_, source=source if isinstance(source, dict) else None)
    return _with_marker(measure, json)


def told(result: Result) -> str:
    """What a result says in words."""
    descriptor = ": ".join(
        text for text in (result.descriptor_name.strip(), result.descriptor_value.strip()) if text
    )
    return " — ".join(text for text in (descriptor, result.description.strip()) if text)


def _all(result: Result) -> str:
    return " — ".join(text for text in (result.units.strip(), told(result)) if text)


def _line(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _with_marker(measure: Measure, marker: Mapping[str, Any]) -> Measure:
    changes: dict[str, Any] = {}
    for name in ("name", "unit", "note"):
        if isinstance(marker.get(name), str):
            changes[name] = marker[name]
    for name in ("baseline", "target"):
        if name in marker:
            changes[name] = document.as_number(marker[name])
    if "due" in marker:
        changes["due"] = document.as_date(marker["due"])
    if isinstance(marker.get("readings"), list):
        found = []
        for index, json in enumerate(marker["readings"]):
            at = document.as_date(json.get("at")) if isinstance(json, dict) else None
            if at is not None:
                value = document.as_number(json.get("value"))
                note = document.as_text(json.get("note"))
                found.append(Reading(id=f"{index:04}", at=at, value=value, note=note))
        changes["readings"] = tuple(sorted(found, key=lambda reading: (reading.at, reading.id)))
    return replace(measure, **changes) if changes else measure


def _reading_json(reading: Reading) -> dict[str, Any]:
    json = {"at": reading.at, "value": document.whole(reading.value), "note": reading.note}
    return {key: value for key, value in json.items() if value not in (None, "")}


def _target_of(indicator: Indicator) -> Result | None:
    """The target that counts: with a number before one without, the latest, the last."""
    targets = [result for instance in indicator.instances for result in instance.targets]
    best: Result | None = None
    best_rank: tuple[bool, str] = (False, "")
    for result in targets:
        when = day_of(result.end) or day_of(result.start) or ""
        rank = (number_of(result.units) is not None, when)
        if best is None or rank >= best_rank:
            best, best_rank = result, rank
    return best


def _baseline_of(indicator: Indicator) -> Result | None:
    for instance in indicator.instances:
        for result in instance.actuals:
            if result.marker.get(BASELINE) is True and number_of(result.units) is not None:
                return result
    return None


def _is_reading(result: Result) -> bool:
    return (
        result.marker.get(BASELINE) is not True
        and (day_of(result.end) or day_of(result.start)) is not None
    )


def _reading_of(result: Result, id_: str) -> Reading:
    return Reading(
        id=id_,
        at=day_of(result.end) or day_of(result.start) or "",
        value=number_of(result.units),
        note=told(result),
    )


def _readings_of(indicator: Indicator) -> tuple[Reading, ...]:
    found = [
        _reading_of(result, f"{i:03}-{j:04}")
        for i, instance in enumerate(indicator.instances)
        for j, result in enumerate(instance.actuals)
        if _is_reading(result)
    ]
    return tuple(sorted(found, key=lambda reading: (reading.at, reading.id)))


def _same_readings(one: Measure, other: Measure) -> bool:
    return [_said(reading) for reading in one.readings] == [
        _said(reading) for reading in other.readings
    ]


def _said(reading: Reading) -> tuple[str, float | None, str]:
    return (reading.at, reading.value, reading.note)


def _first_instance(indicator: Indicator) -> Instance:
    if not indicator.instances:
        indicator.instances.append(Instance())
    return indicator.instances[0]


def _put_target(indicator: Indicator, measure: Measure) -> None:
    current = get(indicator, measure.id)
    if (current.target, current.due) == (measure.target, measure.due):
        return
    result = _target_of(indicator)
    if result is None:
        result = Result()
        _first_instance(indicator).targets.append(result)
    if current.target != measure.target:
        result.units = _units(measure.target)
    if current.due != measure.due:
        result.start = ""
        result.end = measure.due or ""
    if result == Result():
        for instance in indicator.instances:
            instance.targets = [each for each in instance.targets if each is not result]


def _put_baseline(indicator: Indicator, baseline: float | None) -> None:
    if get(indicator, "").baseline == baseline:
        return
    for instance in indicator.instances:
        instance.actuals = [
            each for each in instance.actuals if each.marker.get(BASELINE) is not True
        ]
    units = _units(baseline)
    if units:
        result = Result(units=units, description="Baseline", marker={BASELINE: True})
        _first_instance(indicator).actuals.insert(0, result)


def _put_readings(indicator: Indicator, measure: Measure) -> None:
    """Results that still say what a reading says stay as they are; the others are written anew."""
    wanted = Counter(_said(reading) for reading in measure.readings)
    for instance in indicator.instances:
        kept = []
        for result in instance.actuals:
            if _is_reading(result):
                said = _said(_reading_of(result, ""))
                if not wanted[said]:
                    continue
                wanted[said] -= 1
            kept.append(result)
        instance.actuals = kept
    for reading in measure.readings:
        if wanted[_said(reading)]:
            wanted[_said(reading)] -= 1
            _first_instance(indicator)
            indicator.instances[-1].actuals.append(
                Result(
                    end=reading.at, units=_units(reading.value), description=writable(reading.note)
                )
            )


def _units(number: float | None) -> str:
    return "" if number is None else decimal_text(number) or ""
