"""The store: what articles told, kept revision by revision, and read as events."""

from events.store.opening import StoreError
from events.store.rows import EventRow
from events.store.store import Store

__all__ = ["EventRow", "Store", "StoreError"]
