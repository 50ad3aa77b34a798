"""What each page is given: frozen dataclasses, made from the services' records."""
