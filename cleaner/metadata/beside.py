"""What a framework keeps beside the body of an article in the script that the body was read from."""

from __future__ import annotations

from cleaner.metadata.dates import exact_date
from cleaner.metadata.fields import Fields
from cleaner.metadata.people import is_person, split_names
from cleaner.model import Head

#: The keys of a title, of the days and of the writers, in lower case, the most trusted first.
_TITLES = ("headline", "title")
_DAYS = {
    "date": ("datepublished", "publishedat", "publishdate", "published_at", "publisheddate", "publishtime", "pubdate"),
    "modified": ("datemodified", "updatedat", "updated_at", "modifiedat", "updatetime"),
}
_AUTHORS = ("author", "authors", "byline", "creator", "writer", "authorname")


def title_beside(head: Head) -> str | None:
    """The title that stands beside the body; None where there is none, or no body in a script."""
    return next((said for name in _TITLES for key, said in head.beside if key == name), None)


def read_beside(head: Head, found: Fields) -> None:
    """The days and the writers that stand beside the body."""
    for field, names in _DAYS.items():
        for name in names:
            for said in (said for key, said in head.beside if key == name):
                found.put(field, exact_date(said), f"script: {name}")
    for name in _AUTHORS:
        said_names = [one for key, said in head.beside if key == name for one in split_names(said)]
        found.put("authors", tuple(filter(is_person, dict.fromkeys(said_names))), f"script: {name}")
