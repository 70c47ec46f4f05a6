"""Accuracy and speed, measured on folders of documents with hand-made ground truth."""
