"""Photographs of every page and state, for whoever changes one: `make shots` fills var/shots/."""
