from hypothesis import settings

# A slow machine is no bug of the code: an example may take its time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
