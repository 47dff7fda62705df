"""Phones that lose nothing, whatever fails: `make chaos`; docs/chaos.md says what it found."""
