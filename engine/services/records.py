"""The records that services answer with, by name, for those who may not reach into the store."""

from engine.store.access import Account, ApiKey, StoredFile
from engine.store.calendars import Move
from engine.store.cases import StoredCase
from engine.store.numbers import Number, SeriesSetting
from engine.store.papers import Delivery, Document, Office
from engine.store.reminders import Pending, Reminder

__all__ = [
    "Account",
    "ApiKey",
    "Delivery",
    "Document",
    "Move",
    "Number",
    "Office",
    "Pending",
    "Reminder",
    "SeriesSetting",
    "StoredCase",
    "StoredFile",
]
