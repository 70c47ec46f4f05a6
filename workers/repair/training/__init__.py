"""How the model's files are computed from a corpus; used by `workers.repair.build` alone."""
