"""The browser's fixtures, for every test of the pages."""

from tests.acceptance.chromium import browser, open_page, sandbox, server, services

__all__ = ["browser", "open_page", "sandbox", "server", "services"]
