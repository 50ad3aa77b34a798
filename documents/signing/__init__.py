"""Signing a document three ways, and telling whether a PDF is the document it claims to be."""
