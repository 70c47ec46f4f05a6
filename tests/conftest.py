"""What holds for every test."""

from hypothesis import HealthCheck, settings

# A busy machine is nobody's fault: an example may take as long as it takes, to run and to make.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
