"""The noisy channel: what could have been printed, given what was read, and how likely. Pure."""
