"""`cleaner rules`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import click

from cleaner.cli.standard import print_out
from cleaner.cli.terminal import configured
from cleaner.judge.conditions import VOCABULARY
from cleaner.judge.rule_file import shipped_rules
from cleaner.model import NOISE_CLASSES, Rule
from cleaner.options import Options
from cleaner.text.meant import did_you_mean

#: What is told of a rule that has one of these flags.
_FLAGS: Mapping[str, str] = {
    "opens": "what stands under it is measured as a zone of its class",
    "closes": "ends the zone above it",
    "amid": "stands amid texts and tells nothing of where they start or end",
    "interlude": "interrupts texts; where one goes on behind it, it shuts nothing out",
}
_EXAMPLES = """\b
Examples:
  cleaner rules                            all rules, a line each
  cleaner rules qr-prompt                  one with its reason, conditions and examples
  cleaner rules --class share              those of one class
  cleaner rules --vocabulary               what a rule of your own may ask
  cleaner rules night-talk --rules own.toml    one of your own; those of the configuration are among them, too
"""


@click.command("rules", epilog=_EXAMPLES)
@click.argument("rule_id", metavar="[ID]", required=False)
@click.option("--class", "noise_class", type=click.Choice(list(NOISE_CLASSES)), help="Only the rules of this class.")
@click.option("--vocabulary", is_flag=True, help="The conditions that a rule may use, and what each one asks.")
@partial(configured, names=("rules", "profiles"))
def command(rule_id: str | None, noise_class: str | None, vocabulary: bool, options: Options) -> None:
    """List the rules, or show the rule ID with its reason, conditions and examples: those that come with the package,
    and those of your files and profiles."""
    of_sites = (rule for profile in options.profiles for rule in profile.rules)
    rules = (*shipped_rules(), *options.rules, *of_sites)
    if vocabulary:
        _print_vocabulary()
    elif rule_id:
        print_out(_shown(_find(rule_id, rules)))
    else:
        for rule in rules:
            if noise_class in (None, rule.noise_class):
                print_out(
                    f"{click.style(rule.id, bold=True):<34} {rule.action:<5} {rule.noise_class:<16} {rule.reason}"
                )


def _print_vocabulary() -> None:
    for condition in VOCABULARY.values():
        print_out(f"{click.style(condition.name, bold=True)} ({condition.value}): {condition.asks}")
        if condition.words:
            print_out(f"    one of: {', '.join(sorted(condition.words))}")


def _find(rule_id: str, rules: Sequence[Rule]) -> Rule:
    by_id = {rule.id: rule for rule in rules}
    if rule_id not in by_id:
        raise click.UsageError(f"no rule {rule_id!r}{did_you_mean(rule_id, by_id)}")
    return by_id[rule_id]


def _shown(rule: Rule) -> str:
    lines = [
        click.style(rule.id, bold=True),
        f"  {rule.action}, class {rule.noise_class} ({NOISE_CLASSES[rule.noise_class]})",
        f"  because: {rule.reason}",
        f"  from {rule.origin}",
    ]
    if rule.part or rule.part_source:
        lines.append(f"  drops only the part that matches {rule.part or rule.part_source}")
    lines += [f"  {told}" for flag, told in _FLAGS.items() if getattr(rule, flag)]
    lines += [f"  when {name} = {_value(value)}" for name, value in rule.when]
    lines += [click.style(f"  + {hit}", fg="red") for hit in rule.hits]
    lines += [click.style(f"    {miss}", fg="green") for miss in rule.misses]
    return "\n".join(lines)


def _value(value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)
