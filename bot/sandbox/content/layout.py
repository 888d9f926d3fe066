"""Rules that span several components, and components as Discord keeps them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bot.sandbox.content.components import (
    SELECT_KINDS,
    V2_KINDS,
    ButtonStyle,
    ComponentKind,
)
from bot.sandbox.errors import FieldProblem, FormRefused, Path
from bot.sandbox.jsontypes import Fields, Payload, as_object, as_objects

ROWS_LIMIT: Final = 5
TOTAL_LIMIT: Final = 40
V2_TEXT_LIMIT: Final = 4_000

UrlResolver = Callable[[str], Payload]


def stored_components(
    components: Sequence[Fields],
    *,
    v2: bool,
    resolve_media: UrlResolver,
    path: Path = ("components",),
) -> list[Payload]:
    """Components with ids and defaults filled in; raises what Discord would refuse."""
    problems = _layout_problems(components, v2=v2, path=path)
    if problems:
        raise FormRefused(problems)
    taken = {
        identifier
        for _, component in walk([one.plain() for one in components], path)
        if isinstance(identifier := component.get("id"), int) and identifier > 0
    }
    numbers = _numbers(taken)
    return [_stored(one.plain(), numbers, resolve_media) for one in components]


def walk(components: Sequence[Payload], path: Path = ()) -> Iterator[tuple[Path, Payload]]:
    """Every component with its path, containers before what they hold."""
    for index, component in enumerate(components):
        here = (*path, index)
        yield here, component
        inner = component.get("components")
        if isinstance(inner, list):
            yield from walk(as_objects(inner), (*here, "components"))
        for name in ("accessory", "component"):
            if isinstance(part := component.get(name), dict):
                yield (*here, name), as_object(part)


def interactive(components: Sequence[Payload]) -> list[Payload]:
    """Buttons and selects, in reading order."""
    kinds = (ComponentKind.BUTTON, *SELECT_KINDS)
    return [component for _, component in walk(components) if component["type"] in kinds]


def find_component(components: Sequence[Payload], custom_id: str) -> Payload | None:
    return next((one for _, one in walk(components) if one.get("custom_id") == custom_id), None)


def duplicate_custom_ids(components: Sequence[Payload], path: Path) -> list[FieldProblem]:
    seen: set[str] = set()
    problems: list[FieldProblem] = []
    for here, component in walk(components, path):
        custom_id = component.get("custom_id")
        if not isinstance(custom_id, str):
            continue
        if custom_id in seen:
            problems.append(
                FieldProblem(
                    (*here, "custom_id"),
                    "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "Component custom id cannot be duplicated",
                )
            )
        seen.add(custom_id)
    return problems


def _layout_problems(components: Sequence[Fields], *, v2: bool, path: Path) -> list[FieldProblem]:
    plain = [one.plain() for one in components]
    problems = duplicate_custom_ids(plain, path)
    if not v2 and len(plain) > ROWS_LIMIT:
        message = f"Must be {ROWS_LIMIT} or fewer in length."
        problems.append(FieldProblem(path, "BASE_TYPE_MAX_LENGTH", message))
    total = text = 0
    for here, component in walk(plain, path):
        total += 1
        kind = component["type"]
        if kind in V2_KINDS and not v2:
            problems.append(
                FieldProblem(
                    (*here, "type"),
                    "UNION_TYPE_CHOICES",
                    'Value of field "type" must be one of (1,).',
                )
            )
        if kind == ComponentKind.TEXT_DISPLAY:
            text += len(str(component["content"]))
        elif kind == ComponentKind.ACTION_ROW:
            problems.extend(_row_problems(as_objects(component["components"]), here))
        elif kind == ComponentKind.BUTTON:
            problems.extend(_button_problems(component, here))
        elif kind in SELECT_KINDS:
            problems.extend(_select_problems(component, here))
    if total > TOTAL_LIMIT:
        message = f"The total number of components must be {TOTAL_LIMIT} or fewer."
        problems.append(FieldProblem(path, "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message))
    if text > V2_TEXT_LIMIT:
        message = f"The total length of displayable text must be {V2_TEXT_LIMIT} or fewer."
        problems.append(FieldProblem(path, "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message))
    return problems


def _row_problems(inner: Sequence[Payload], path: Path) -> list[FieldProblem]:
    has_select = any(one["type"] in SELECT_KINDS for one in inner)
    if has_select and len(inner) > 1:
        return [
            FieldProblem(
                (*path, "components", 1),
                "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                "The specified component exceeds the maximum width",
            )
        ]
    return []


def _button_problems(button: Payload, path: Path) -> list[FieldProblem]:
    style = button["style"]
    custom_id, url = button.get("custom_id"), button.get("url")
    if style == ButtonStyle.PREMIUM:
        missing = button.get("sku_id") is None
        code, field, message = "BASE_TYPE_REQUIRED", "sku_id", "This field is required"
        return [FieldProblem((*path, field), code, message)] if missing else []
    problems: list[FieldProblem] = []
    if custom_id and url:
        problems.append(
            FieldProblem(
                path,
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
        )
    elif style == ButtonStyle.LINK and not url:
        message = "A url is required"
        problems.append(FieldProblem((*path, "url"), "BUTTON_COMPONENT_URL_REQUIRED", message))
    elif style != ButtonStyle.LINK and not custom_id:
        message = "A custom id is required"
        problems.append(
            FieldProblem((*path, "custom_id"), "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", message)
        )
    if not button.get("label") and not button.get("emoji"):
        message = "A label or emoji is required"
        problems.append(FieldProblem(path, "BUTTON_COMPONENT_INVALID", message))
    return problems


def _select_problems(select: Payload, path: Path) -> list[FieldProblem]:
    problems: list[FieldProblem] = []
    fields = Fields(select)
    least, most = fields.integer("min_values", 1), fields.integer("max_values", 1)
    if least > most:
        message = "min_values must not be greater than max_values"
        problems.append(
            FieldProblem((*path, "min_values"), "SELECT_COMPONENT_MIN_VALUES_INVALID", message)
        )
    values = [one.text("value") for one in fields.objects("options")]
    for index, value in enumerate(values):
        if value in values[:index]:
            problems.append(
                FieldProblem(
                    (*path, "options", index, "value"),
                    "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                    "The specified option value is already used",
                )
            )
    return problems


def _numbers(taken: set[int]) -> Iterator[int]:
    number = 0
    while True:
        number += 1
        if number not in taken:
            taken.add(number)
            yield number


def _stored(component: Payload, numbers: Iterator[int], resolve_media: UrlResolver) -> Payload:
    made = {name: value for name, value in component.items() if value is not None}
    if not made.get("id"):
        made["id"] = next(numbers)
    kind = made["type"]
    if kind in SELECT_KINDS:
        made.setdefault("min_values", 1)
        made.setdefault("max_values", 1)
        made.pop("required", None)
        made["default_values"] = [
            {**as_object(one), "id": str(as_object(one)["id"])}
            for one in as_objects(made.get("default_values", []))
        ]
        if kind == ComponentKind.STRING_SELECT:
            made["options"] = [_stored_option(one) for one in as_objects(made["options"])]
        if not made["default_values"]:
            del made["default_values"]
    elif kind == ComponentKind.BUTTON:
        if "sku_id" in made:
            made["sku_id"] = str(made["sku_id"])
        if "emoji" in made:
            made["emoji"] = _stored_emoji(as_object(made["emoji"]))
    elif kind == ComponentKind.SEPARATOR:
        made.setdefault("divider", True)
        made.setdefault("spacing", 1)
    elif kind == ComponentKind.CONTAINER:
        made.setdefault("accent_color", None)
        made.setdefault("spoiler", False)
    elif kind == ComponentKind.THUMBNAIL:
        made["media"] = resolve_media(str(as_object(made["media"])["url"]))
        made.setdefault("description", None)
        made.setdefault("spoiler", False)
    elif kind == ComponentKind.FILE:
        made["file"] = resolve_media(str(as_object(made["file"])["url"]))
        made.setdefault("name", None)
        made.setdefault("size", None)
        made.setdefault("spoiler", False)
    elif kind == ComponentKind.MEDIA_GALLERY:
        made["items"] = [
            {
                "media": resolve_media(str(as_object(item["media"])["url"])),
                "description": item.get("description"),
                "spoiler": bool(item.get("spoiler")),
            }
            for item in as_objects(made["items"])
        ]
    if "components" in made:
        made["components"] = [
            _stored(one, numbers, resolve_media) for one in as_objects(made["components"])
        ]
    for name in ("accessory", "component"):
        if name in made:
            made[name] = _stored(as_object(made[name]), numbers, resolve_media)
    return made


def _stored_option(option: Payload) -> Payload:
    made = {name: value for name, value in option.items() if value is not None}
    if "emoji" in made:
        made["emoji"] = _stored_emoji(as_object(made["emoji"]))
    return made


def _stored_emoji(emoji: Payload) -> Payload:
    made: Payload = {"name": emoji.get("name") or ""}
    if emoji.get("id") is not None:
        made["id"] = str(emoji["id"])
        made["animated"] = bool(emoji.get("animated"))
    return made
