"""`python -m events.schema`: write the schemas anew."""

from events.schema import write

write()
