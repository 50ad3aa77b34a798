"""Official documents: what each must hold, how it looks, and the PDF that comes of it."""
