"""How a clause tells of its happening."""

from __future__ import annotations

from dataclasses import dataclass

from events.record import Status


@dataclass(frozen=True, slots=True)
class Told:
    """A status with its reason; `status` is None where the clause tells no happening at all.

    `negated`: a plain "not", which denies only what somebody has claimed. `habitual`: a present tense,
    which tells a happening only where a time bounds it.
    """

    status: Status | None
    reason: str
    negated: bool = False
    habitual: bool = False
