"""Figures of quality as JSON, from what the register keeps of each document."""

import json
from dataclasses import asdict

from ingest.register import Register
from ingest.register.figures import Figures, Group


def figures(register: Register, group: Group) -> str:
    """Of the whole, by group, by rule, and predicted against measured."""
    kept = Figures(register.database)
    content = {
        "whole": asdict(kept.whole()),
        group: [asdict(one) for one in kept.by(group)],
        "rules": [asdict(one) for one in kept.rules()],
        "calibration": [asdict(one) for kind in ("characters", "values") for one in kept.calibration(kind)],
        "not_counted": kept.not_counted(),
    }
    return json.dumps(content, ensure_ascii=False, indent=1)
