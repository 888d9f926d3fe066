"""A few of the stickers that everybody may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.sandbox.jsontypes import Payload


@dataclass(frozen=True, slots=True)
class Sticker:
    id: int
    name: str
    # 3 is Lottie, the format of Discord's own stickers.
    format_type: int = 3

    def item_payload(self) -> Payload:
        return {"id": str(self.id), "name": self.name, "format_type": self.format_type}


STANDARD_STICKERS: Final = {
    sticker.id: sticker
    for sticker in (
        Sticker(749054660769218631, "Wave"),
        Sticker(751606379340365864, "Hello"),
        Sticker(754107634172297306, "Thumbs up"),
    )
}
