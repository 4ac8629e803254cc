"""The answer as a PowerPoint deck: native, editable charts and tables, notes for the speaker, sources at the end."""

from siting.report.deck.making import deck_bytes, write_deck

__all__ = ["deck_bytes", "write_deck"]
