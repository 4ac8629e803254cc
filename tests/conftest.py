import hypothesis

hypothesis.settings.register_profile("siting", deadline=None, derandomize=True)
hypothesis.settings.load_profile("siting")
