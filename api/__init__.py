"""Who may ask, and how it looks: the JSON API, the web pages, the command line."""
