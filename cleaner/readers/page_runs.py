"""The runs of a page: those that have ended, and the one that is being gathered."""

from __future__ import annotations

from cleaner.readers.runs import Flow, Manner, Run


class Runs:
    """What a page says so far: `runs` that have ended, and `flow`, with its `pieces`, that goes on; and what the next
    run is to be: in which `box`, of which manner (the last of `manners`), `hidden` or `unscripted` by how many elements
    around it, behind how many line `breaks`."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.box = 0
        self.manners = [Manner("paragraph")]
        self.hidden = self.unscripted = 0
        self.breaks = 0
        self.flow = Flow()
        self.pieces = self.flow.pieces
        self._set_aside: list[Flow] = []

    def break_run(self) -> bool:
        """End the run being gathered, or within code the line. Whether a run ended that said or showed anything."""
        if self.manners[-1].kind != "code":
            return self.finish()
        if self.pieces and self.pieces[-1][-1:] != "\n":
            self.pieces.append("\n")
        return False

    def finish(self) -> bool:
        """End the run being gathered. Whether it said or showed anything."""
        flow = self.flow
        if not flow.pieces:
            return False
        kind, level, number, language = self.manners[-1]
        if kind == "code":
            text, source, offsets = flow.verbatim()
        else:
            text, source, offsets = flow.written()
        said = text != "" or bool(flow.images)
        if said:
            box, hidden, images = self.box, self.hidden > 0, tuple(flow.images)
            joined = self.breaks == 1 and self._continues(box, hidden)
            kind, links = kind if text else "image", flow.links_in(text)
            held = (links, images, box, hidden, self.unscripted > 0, number, language)
            self.runs.append(Run(kind, level, text, source, offsets, joined, *held))
            self.breaks = 0
        flow.clear()
        self.pieces = flow.pieces
        return said

    def lay_aside(self) -> None:
        """Start a run of its own; the one being gathered goes on behind it."""
        self._set_aside.append(self.flow)
        self.flow = Flow()
        self.pieces = self.flow.pieces

    def take_up(self) -> None:
        """End that run, and take up the one laid aside."""
        self.finish()
        self.flow = self._set_aside.pop()
        self.pieces = self.flow.pieces

    def _continues(self, box: int, hidden: bool) -> bool:
        """Whether a run behind a line break stands where the one before it does."""
        return bool(self.runs) and self.runs[-1].box == box and self.runs[-1].hidden == hidden
