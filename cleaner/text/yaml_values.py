"""What YAML says, or that it is none."""

from __future__ import annotations


class YamlError(ValueError):
    """A text that is no YAML to every reader; the message is the parser's."""


def yaml_values(text: str) -> object:
    """What a text in YAML says, by the strictest of its readers. Raises `YamlError`, and nothing else, for what is
    none: also for a tag that its value does not bear (``!!bool q``, ``!!int ''``), where the reader raises any error.

    Aliases are followed, and a few lines of them can stand for gigabytes: who has a text of strangers looks first.
    """
    import yaml  # noqa: PLC0415 - a third of the start-up time, needed for few texts

    refused = (yaml.YAMLError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
    try:
        return yaml.safe_load(text)
    except refused as error:
        raise YamlError(str(error)) from error
