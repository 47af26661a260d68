"""What the words of each language are: one TOML file a language, with worked examples that are its tests."""
