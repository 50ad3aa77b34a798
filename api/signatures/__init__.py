"""Signatures of documents: made here, brought from elsewhere, or through BSrE."""
