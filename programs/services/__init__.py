"""The one door for writing about programs; import the module by its noun."""
