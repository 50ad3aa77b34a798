"""The Kalimantan Selatan demonstration: dated acts as data, played through the services."""
