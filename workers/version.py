"""The version that stands in every record: the same bytes and the same version give the same record."""

from importlib.metadata import version

PIPELINE_VERSION = version("inkom")
OCRMYPDF_VERSION = version("ocrmypdf")
