"""The pure core: standard library only, no I/O, no clock. Everything comes in as an argument."""
