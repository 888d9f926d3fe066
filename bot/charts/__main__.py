"""``python -m bot.charts``: a picture as JSON on standard input, a PNG on standard output."""

from __future__ import annotations

import json
import sys

from bot.charts.drawing import drawn
from bot.workflow.statistics.pictures import Picture

if __name__ == "__main__":
    sys.stdout.buffer.write(drawn(Picture.from_json(json.load(sys.stdin))))
