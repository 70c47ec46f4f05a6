"""Many files dropped at once while the server is killed twice: all arrive, and the page tells the truth.

The same with 300 files: `python -m tests.acceptance.drop 300`.
"""

from pathlib import Path

from tests.acceptance.chromium import Open
from tests.acceptance.drop import assert_all_arrived, drop_while_the_server_dies, make_pile
from tests.acceptance.fleet import fleet
from tests.patience import PATIENCE_SECONDS


def test_a_drop_outlives_two_deaths_of_the_server(open_page: Open, tmp_path: Path) -> None:
    pile = make_pile(tmp_path / "hög", 30)
    with fleet(tmp_path / "data", {}, workers=0) as running:
        page = open_page(running.address)
        drop_while_the_server_dies(page, running, pile, seconds=3 * PATIENCE_SECONDS)
        assert running.killed == {"serve": 2}
        assert_all_arrived(page, running, pile)
