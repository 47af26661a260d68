"""Watch feeds: poll them, keep what is new, and tell when something changes in what a claim rests on."""
