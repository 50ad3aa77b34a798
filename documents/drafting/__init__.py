"""From case to letter: pure builders, one per kind of document, fed by what is on record.

`source` is what they may look at, `record` how they read it, `rules` and the TOML files here
what each kind says, `law` which sources it cites, `registry` who writes what. `gathering` is the
only part that does I/O.
"""

from documents.drafting.registry import BUILDERS, Drafted, build, draft
from documents.drafting.source import Source

__all__ = ["BUILDERS", "Drafted", "Source", "build", "draft"]
