"""Forms: what may be shown, and what a person may fill in.

Source: https://docs.discord.com/developers/components/reference
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.sandbox.content.components import SELECT_KINDS, ComponentKind
from bot.sandbox.content.layout import duplicate_custom_ids, walk
from bot.sandbox.errors import FieldProblem, FormRefused, Path
from bot.sandbox.jsontypes import Fields, Payload, as_object, as_objects, as_text, as_texts

_TEXT_LIMIT = 4_000
_INPUTS = (
    ComponentKind.TEXT_INPUT,
    ComponentKind.FILE_UPLOAD,
    ComponentKind.RADIO_GROUP,
    ComponentKind.CHECKBOX_GROUP,
    ComponentKind.CHECKBOX,
    *SELECT_KINDS,
)

# Turns what was entered for a select or an upload into values and ids, or raises.
ValueResolver = Callable[[Payload, Sequence[object]], list[str]]


def require_sound_modal(data: Fields, path: Path) -> None:
    """Raises 50035 for a form that Discord would not show."""
    components = [one.plain() for one in data.objects("components")]
    problems = duplicate_custom_ids(components, (*path, "components"))
    for here, component in walk(components, (*path, "components")):
        fields = Fields(component)
        if component["type"] == ComponentKind.ACTION_ROW:
            for index, inner in enumerate(fields.objects("components")):
                if not inner.text("label"):
                    where = (*here, "components", index, "label")
                    message = "This field is required"
                    problems.append(FieldProblem(where, "BASE_TYPE_REQUIRED", message))
        if component["type"] == ComponentKind.TEXT_INPUT:
            least, most = fields.integer("min_length"), fields.integer("max_length", _TEXT_LIMIT)
            if least > most:
                code = "TEXT_INPUT_COMPONENT_MIN_LENGTH_INVALID"
                message = "min_length must not be greater than max_length"
                problems.append(FieldProblem((*here, "min_length"), code, message))
            if len(fields.text("value")) > most:
                message = f"Must be {most} or fewer in length."
                problems.append(FieldProblem((*here, "value"), "BASE_TYPE_MAX_LENGTH", message))
    if problems:
        raise FormRefused(problems)


def numbered(components: Sequence[Payload]) -> list[Payload]:
    """The form's components with an id for each, without empty fields."""
    made = [_without_nones(one) for one in components]
    taken = {one.get("id") for _, one in walk(made)}
    number = 0
    for _, component in walk(made):
        if not component.get("id"):
            number += 1
            while number in taken:
                number += 1
            component["id"] = number
    return made


def inputs(components: Sequence[Payload]) -> list[Payload]:
    """The parts of a form that take something, in order."""
    return [one for _, one in walk(components) if one["type"] in _INPUTS]


def submitted(
    components: Sequence[Payload],
    values: Mapping[str, object],
    resolve: ValueResolver,
) -> list[Payload]:
    """What Discord sends for a filled-in form; raises 50035 for a bad entry.

    ``values`` go by ``custom_id``; what is not given keeps the value that the form
    came with.
    """
    unknown = values.keys() - {str(one["custom_id"]) for one in inputs(components)}
    if unknown:
        names = ", ".join(sorted(unknown))
        message = f"The form has no field {names}"
        raise FormRefused.at(("components",), "COMPONENT_VALIDATION_FAILED", message)
    made: list[Payload] = []
    for component in components:
        kind = component["type"]
        if kind == ComponentKind.ACTION_ROW:
            inner = as_objects(component["components"])
            entered = [_entered(one, values, resolve) for one in inner]
            made.append({"type": kind, "id": component["id"], "components": entered})
        elif kind == ComponentKind.LABEL:
            part = _entered(as_object(component["component"]), values, resolve)
            made.append({"type": kind, "id": component["id"], "component": part})
        else:
            made.append({"type": kind, "id": component["id"]})
    return made


def _entered(component: Payload, values: Mapping[str, object], resolve: ValueResolver) -> Payload:
    custom_id = as_text(component["custom_id"])
    made: Payload = {
        "type": component["type"],
        "id": component["id"],
        "custom_id": custom_id,
    }
    given = values.get(custom_id)
    kind = component["type"]
    if kind == ComponentKind.TEXT_INPUT:
        text = Fields(component).text("value") if given is None else as_text(given)
        _require_text_fits(component, text)
        made["value"] = text
    elif kind == ComponentKind.CHECKBOX:
        made["value"] = bool(Fields(component).flag("default") if given is None else given)
    elif kind == ComponentKind.RADIO_GROUP:
        chosen = _default_values(component) if given is None else [as_text(given)]
        _require_options(component, chosen)
        _require_count(component, chosen, most=1)
        made["value"] = chosen[0] if chosen else None
    else:
        entries: list[object] = [*_default_values(component)]
        if given is not None:
            entries = _as_list(given)
        most = Fields(component).integer("max_values", 1)
        if kind == ComponentKind.CHECKBOX_GROUP:
            most = Fields(component).integer("max_values", len(entries) or 1)
        _require_count(component, entries, most=most)
        made["values"] = resolve(component, entries)
        _require_options(component, as_texts(made["values"]))
    return made


def _require_text_fits(component: Payload, text: str) -> None:
    fields = Fields(component)
    custom_id = fields.text("custom_id")
    least = fields.integer("min_length")
    most = fields.integer("max_length", _TEXT_LIMIT)
    if not text:
        if fields.flag("required", True):
            raise FormRefused.at((custom_id,), "BASE_TYPE_REQUIRED", "This field is required")
        return
    if not least <= len(text) <= most:
        message = f"Must be between {least} and {most} in length."
        raise FormRefused.at((custom_id,), "BASE_TYPE_BAD_LENGTH", message)


def _require_options(component: Payload, chosen: Sequence[str]) -> None:
    if "options" not in component:
        return
    known = {as_text(one["value"]) for one in as_objects(component["options"])}
    if not known.issuperset(chosen):
        custom_id = as_text(component["custom_id"])
        message = f"Value must be one of {sorted(known)}."
        raise FormRefused.at((custom_id,), "BASE_TYPE_CHOICES", message)


def _require_count(component: Payload, chosen: Sequence[object], *, most: int) -> None:
    fields = Fields(component)
    required = fields.flag("required", True)
    if not chosen and not required:
        return
    least = fields.integer("min_values", 1 if required else 0)
    if not least <= len(chosen) <= most:
        message = f"Must be between {least} and {most} in length."
        raise FormRefused.at((fields.text("custom_id"),), "BASE_TYPE_BAD_LENGTH", message)


def _default_values(component: Payload) -> list[str]:
    options = as_objects(component.get("options", []))
    defaults = as_objects(component.get("default_values", []))
    return [as_text(one["value"]) for one in options if one.get("default")] + [
        str(one["id"]) for one in defaults
    ]


def _as_list(given: object) -> list[object]:
    return given if isinstance(given, list) else [given]


def _without_nones(component: Payload) -> Payload:
    made = {name: value for name, value in component.items() if value is not None}
    if "components" in made:
        made["components"] = [_without_nones(one) for one in as_objects(made["components"])]
    if "component" in made:
        made["component"] = _without_nones(as_object(made["component"]))
    return made
