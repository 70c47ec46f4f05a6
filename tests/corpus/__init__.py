"""The shipped sample documents: their sources, their builder and the check of their ground truth."""
