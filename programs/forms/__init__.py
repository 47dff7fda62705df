"""Forms of programs; import the module by its noun."""
