"""Components of messages and forms: what each may hold.

Source: https://docs.discord.com/developers/components/reference
"""

from __future__ import annotations

from typing import Final

from bot.sandbox.shapes import (
    ByType,
    Choice,
    Flag,
    Given,
    Integer,
    Later,
    ListOf,
    Object,
    Shape,
    Snowflake,
    Text,
    optional,
    required,
)


class ComponentKind:
    ACTION_ROW: Final = 1
    BUTTON: Final = 2
    STRING_SELECT: Final = 3
    TEXT_INPUT: Final = 4
    USER_SELECT: Final = 5
    ROLE_SELECT: Final = 6
    MENTIONABLE_SELECT: Final = 7
    CHANNEL_SELECT: Final = 8
    SECTION: Final = 9
    TEXT_DISPLAY: Final = 10
    THUMBNAIL: Final = 11
    MEDIA_GALLERY: Final = 12
    FILE: Final = 13
    SEPARATOR: Final = 14
    CONTAINER: Final = 17
    LABEL: Final = 18
    FILE_UPLOAD: Final = 19
    RADIO_GROUP: Final = 21
    CHECKBOX_GROUP: Final = 22
    CHECKBOX: Final = 23


SELECT_KINDS: Final = (
    ComponentKind.STRING_SELECT,
    ComponentKind.USER_SELECT,
    ComponentKind.ROLE_SELECT,
    ComponentKind.MENTIONABLE_SELECT,
    ComponentKind.CHANNEL_SELECT,
)
# Components that only a message with the IS_COMPONENTS_V2 flag may hold.
V2_KINDS: Final = (
    ComponentKind.SECTION,
    ComponentKind.TEXT_DISPLAY,
    ComponentKind.THUMBNAIL,
    ComponentKind.MEDIA_GALLERY,
    ComponentKind.FILE,
    ComponentKind.SEPARATOR,
    ComponentKind.CONTAINER,
)


class ButtonStyle:
    PRIMARY: Final = 1
    LINK: Final = 5
    PREMIUM: Final = 6


_COMMON: Final[dict[str, Given]] = {
    "type": required(Integer()),
    "id": optional(Integer(0, 2**31 - 1)),
}
_CUSTOM_ID = Text(1, 100)
_EMOJI = Object(
    {
        "id": optional(Snowflake()),
        "name": optional(Text(maximum=32)),
        "animated": optional(Flag()),
    }
)
_OPTION = Object(
    {
        "label": required(Text(1, 100)),
        "value": required(Text(1, 100)),
        "description": optional(Text(maximum=100)),
        "default": optional(Flag()),
        "emoji": optional(_EMOJI),
    }
)
_PLAIN_OPTION = Object({name: given for name, given in _OPTION.fields.items() if name != "emoji"})
_DEFAULT_VALUES = ListOf(
    Object(
        {
            "id": required(Snowflake()),
            "type": required(Choice(("user", "role", "channel"))),
        }
    ),
    maximum=25,
)
_MEDIA = Object({"url": required(Text(1, 2048))})

BUTTON: Final = Object(
    {
        **_COMMON,
        "style": required(Choice((1, 2, 3, 4, 5, 6))),
        "label": optional(Text(maximum=80)),
        "custom_id": optional(_CUSTOM_ID),
        "url": optional(Text(maximum=512)),
        "sku_id": optional(Snowflake()),
        "disabled": optional(Flag()),
        "emoji": optional(_EMOJI),
    }
)


def _select(**extra: Given) -> Object:
    return Object(
        {
            **_COMMON,
            "custom_id": required(_CUSTOM_ID),
            "placeholder": optional(Text(maximum=150)),
            "min_values": optional(Integer(0, 25)),
            "max_values": optional(Integer(1, 25)),
            "disabled": optional(Flag()),
            "required": optional(Flag()),
            **extra,
        }
    )


_OPTIONS = required(ListOf(_OPTION, 1, 25))
_SELECTS: Final[dict[int, Shape]] = {
    ComponentKind.STRING_SELECT: _select(options=_OPTIONS),
    ComponentKind.USER_SELECT: _select(default_values=optional(_DEFAULT_VALUES)),
    ComponentKind.ROLE_SELECT: _select(default_values=optional(_DEFAULT_VALUES)),
    ComponentKind.MENTIONABLE_SELECT: _select(default_values=optional(_DEFAULT_VALUES)),
    ComponentKind.CHANNEL_SELECT: _select(
        default_values=optional(_DEFAULT_VALUES),
        channel_types=optional(ListOf(Integer())),
    ),
}

_ACTION_ROW = Object(
    {
        **_COMMON,
        "components": required(
            ListOf(ByType("type", {ComponentKind.BUTTON: BUTTON, **_SELECTS}), 1, 5)
        ),
    }
)
_TEXT_DISPLAY = Object({**_COMMON, "content": required(Text(1, 4000))})
_THUMBNAIL = Object(
    {
        **_COMMON,
        "media": required(_MEDIA),
        "description": optional(Text(1, 1024)),
        "spoiler": optional(Flag()),
    }
)
_SECTION = Object(
    {
        **_COMMON,
        "components": required(
            ListOf(ByType("type", {ComponentKind.TEXT_DISPLAY: _TEXT_DISPLAY}), 1, 3)
        ),
        "accessory": required(
            ByType(
                "type",
                {ComponentKind.BUTTON: BUTTON, ComponentKind.THUMBNAIL: _THUMBNAIL},
            )
        ),
    }
)
_MEDIA_GALLERY = Object(
    {
        **_COMMON,
        "items": required(
            ListOf(
                Object(
                    {
                        "media": required(_MEDIA),
                        "description": optional(Text(1, 1024)),
                        "spoiler": optional(Flag()),
                    }
                ),
                1,
                10,
            )
        ),
    }
)
_FILE = Object({**_COMMON, "file": required(_MEDIA), "spoiler": optional(Flag())})
_SEPARATOR = Object({**_COMMON, "divider": optional(Flag()), "spacing": optional(Choice((1, 2)))})
_IN_CONTAINER: Final[dict[int, Shape]] = {
    ComponentKind.ACTION_ROW: _ACTION_ROW,
    ComponentKind.SECTION: _SECTION,
    ComponentKind.TEXT_DISPLAY: _TEXT_DISPLAY,
    ComponentKind.MEDIA_GALLERY: _MEDIA_GALLERY,
    ComponentKind.FILE: _FILE,
    ComponentKind.SEPARATOR: _SEPARATOR,
}
_CONTAINER = Object(
    {
        **_COMMON,
        "components": required(ListOf(ByType("type", _IN_CONTAINER), 1, 40)),
        "accent_color": optional(Integer(0, 0xFFFFFF)),
        "spoiler": optional(Flag()),
    }
)

MESSAGE_COMPONENTS: Final = ListOf(
    ByType("type", {**_IN_CONTAINER, ComponentKind.CONTAINER: _CONTAINER}), maximum=40
)

TEXT_INPUT: Final = Object(
    {
        **_COMMON,
        "custom_id": required(_CUSTOM_ID),
        "style": required(Choice((1, 2))),
        "label": optional(Text(1, 45)),
        "value": optional(Text(maximum=4000)),
        "placeholder": optional(Text(maximum=100)),
        "required": optional(Flag()),
        "min_length": optional(Integer(0, 4000)),
        "max_length": optional(Integer(1, 4000)),
    }
)
_CHOICES_OF = {
    "custom_id": required(_CUSTOM_ID),
    "required": optional(Flag()),
}
_MODAL_INPUTS: Final[dict[int, Shape]] = {
    ComponentKind.TEXT_INPUT: TEXT_INPUT,
    **_SELECTS,
    ComponentKind.FILE_UPLOAD: Object(
        {
            **_COMMON,
            **_CHOICES_OF,
            "min_values": optional(Integer(0, 10)),
            "max_values": optional(Integer(1, 10)),
        }
    ),
    ComponentKind.RADIO_GROUP: Object(
        {**_COMMON, **_CHOICES_OF, "options": required(ListOf(_PLAIN_OPTION, 2, 10))}
    ),
    ComponentKind.CHECKBOX_GROUP: Object(
        {
            **_COMMON,
            **_CHOICES_OF,
            "options": required(ListOf(_PLAIN_OPTION, 1, 10)),
            "min_values": optional(Integer(0, 10)),
            "max_values": optional(Integer(1, 10)),
        }
    ),
    ComponentKind.CHECKBOX: Object(
        {**_COMMON, "custom_id": required(_CUSTOM_ID), "default": optional(Flag())}
    ),
}
_MODAL_ROW = Object(
    {
        **_COMMON,
        "components": required(
            ListOf(ByType("type", {ComponentKind.TEXT_INPUT: TEXT_INPUT}), 1, 1)
        ),
    }
)
_LABEL = Object(
    {
        **_COMMON,
        "label": required(Text(1, 45)),
        "description": optional(Text(1, 100)),
        "component": required(Later(lambda: ByType("type", _MODAL_INPUTS))),
    }
)

MODAL: Final = Object(
    {
        "custom_id": required(_CUSTOM_ID),
        "title": required(Text(1, 45)),
        "components": required(
            ListOf(
                ByType(
                    "type",
                    {
                        ComponentKind.ACTION_ROW: _MODAL_ROW,
                        ComponentKind.LABEL: _LABEL,
                        ComponentKind.TEXT_DISPLAY: _TEXT_DISPLAY,
                    },
                ),
                1,
                5,
            )
        ),
    }
)
