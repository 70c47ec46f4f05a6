"""The benchmarks' own measures: a figure is worth what its measure is."""
