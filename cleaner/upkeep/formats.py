"""Findings in the formats of those who read them: people, GitHub, code scanners, reviewdog."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from cleaner import __version__
from cleaner.upkeep.findings import Finding

_HOME = "https://pypi.org/project/clipping-cleaner/"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: How much of a text is shown on one line, in characters.
SHOWN = 100


def as_text(findings: Sequence[Finding]) -> str:
    """A line for each finding: ``file:line: class [rule] reason: text``."""
    return "".join(f"{_path(f)}:{f.line}: {_said(f)}\n" for f in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects, nothing shortened."""
    records = [
        {
            "file": _path(f),
            "line": f.line,
            "last_line": f.last_line,
            "kind": f.kind,
            "class": f.noise_class,
            "rule": f.rule,
            "reason": f.reason,
            "text": f.text,
        }
        for f in findings
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Sequence[Finding]) -> str:
    """A command of GitHub's workflows for each finding: it is shown on the changed line."""
    return "".join(
        f"::{'error' if f.kind == 'hindrance' else 'warning'} file={_property(_path(f))},line={f.line},"
        f"endLine={f.last_line},title={_property(f'{f.noise_class} ({f.rule})')}::{_data(_message(f))}\n"
        for f in findings
    )


def as_sarif(findings: Sequence[Finding]) -> str:
    """One run in SARIF 2.1.0 (OASIS), with the rules that found something."""
    rules = sorted({(f.rule, f.noise_class) for f in findings})
    numbers = {rule: i for i, rule in enumerate(rules)}
    driver = {
        "name": "cleaner",
        "version": __version__,
        "informationUri": _HOME,
        "rules": [{"id": f"{noise_class}/{rule}", "name": rule} for rule, noise_class in rules],
    }
    results = [_result(f, numbers[f.rule, f.noise_class]) for f in findings]
    run = {"tool": {"driver": driver}, "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": finding.line, "endLine": finding.last_line}
    if finding.text:
        region["snippet"] = {"text": finding.text}
    place = {"artifactLocation": {"uri": quote(_path(finding))}, "region": region}
    return {
        "ruleId": f"{finding.noise_class}/{finding.rule}",
        "ruleIndex": rule,
        "level": "error" if finding.kind == "hindrance" else "warning",
        "message": {"text": _message(finding)},
        "locations": [{"physicalLocation": place}],
    }


def as_rdjson(findings: Sequence[Finding]) -> str:
    """One result of the Reviewdog Diagnostic Format; lines that go are suggestions."""
    source = {"name": "cleaner", "url": _HOME}
    diagnostics = [_diagnostic(f) for f in findings]
    return json.dumps({"source": source, "diagnostics": diagnostics}, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(finding: Finding) -> dict[str, Any]:
    lines = {"start": {"line": finding.line}, "end": {"line": finding.last_line}}
    made: dict[str, Any] = {
        "message": _message(finding),
        "location": {"path": _path(finding), "range": lines},
        "severity": "ERROR" if finding.kind == "hindrance" else "WARNING",
        "code": {"value": f"{finding.noise_class}/{finding.rule}"},
    }
    if finding.whole:
        behind = {"start": {"line": finding.line, "column": 1}, "end": {"line": finding.last_line + 1, "column": 1}}
        made["suggestions"] = [{"range": behind, "text": ""}]
    return made


#: Name → format.
FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "rdjson": as_rdjson,
}
#: The formats that are a line for each finding: what is told of two files stands one behind the other.
LINES = frozenset(("text", "github"))


def _said(finding: Finding) -> str:
    text = _shown(finding.text)
    return f"{finding.noise_class} [{finding.rule}] {finding.reason}" + (f": {text}" if text else "")


def _message(finding: Finding) -> str:
    text = _shown(finding.text)
    return finding.reason + (f": {text}" if text else "")


def _shown(text: str) -> str:
    """`text` on one line, cut to what is shown, what would command a terminal written out."""
    line = " ".join(text.split())
    line = line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)


def _path(finding: Finding) -> str:
    """A file's place with ``/`` between folders; bytes that are no characters written out."""
    place = finding.path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in place)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
