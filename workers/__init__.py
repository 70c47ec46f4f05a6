"""Behind the queue: turns a scan into a record. `pipeline.py` tells the whole journey."""
