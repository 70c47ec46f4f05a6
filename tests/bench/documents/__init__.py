"""Fictional records of many issuers with ground truth: templates, their fillings, and how they are set."""
