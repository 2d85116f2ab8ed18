"""How much is remembered of the texts that were looked at last.

The lines of one clipping are folded and measured by its reader, the judge and whoever looks for its writer: so many
texts, of so many characters at the most, are remembered by each function that is asked again and again.
"""

from __future__ import annotations

REMEMBERED, REMEMBERED_CHARACTERS = 256, 1_000
