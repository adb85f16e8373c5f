"""The feed of a site: what changed since the site was last built, kept in the site's own folder."""

from __future__ import annotations

import json
from pathlib import Path

from msc_trials.errors import QueryError
from msc_trials.local.changes import Memory
from msc_trials.output.feed import atom_feed

_SEEN = "seen.json"
_MOST = 200


class News(Memory):
    """What the last build of a site saw, and the changes found since, at most two hundred."""

    @classmethod
    def load(cls, folder: Path) -> News:
        """What the last build left in ``folder``; empty for a new site. Raises ``QueryError`` for a broken file."""
        path = folder / _SEEN
        if not path.is_file():
            return cls()
        try:
            return cls.from_json(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise QueryError(f"{path} cannot be read.", hint="Delete it; the feed then starts again.") from error

    def files(self, dated: str) -> dict[str, str]:
        """The feed and what the next build needs, as texts by file name."""
        return {
            "feed.xml": atom_feed(self.changes[-_MOST:], dated or "1970-01-01"),
            _SEEN: json.dumps(self.to_json(_MOST), ensure_ascii=False, indent=0, sort_keys=True) + "\n",
        }
