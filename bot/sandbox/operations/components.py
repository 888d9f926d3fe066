"""A person presses a button, picks from a select or submits a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.sandbox.access import visible_channel
from bot.sandbox.content.components import SELECT_KINDS, ComponentKind
from bot.sandbox.content.layout import find_component, interactive
from bot.sandbox.content.modals import submitted
from bot.sandbox.content.uploads import file_of_person
from bot.sandbox.errors import UNKNOWN_INTERACTION, UNKNOWN_MESSAGE, FormRefused, Refused
from bot.sandbox.jsontypes import Fields, Payload, as_object, as_objects, as_text, as_texts
from bot.sandbox.model.applications import Application
from bot.sandbox.model.channels import Channel
from bot.sandbox.model.interactions import Interaction, InteractionKind
from bot.sandbox.model.messages import Message
from bot.sandbox.model.users import User
from bot.sandbox.operations import interactions
from bot.sandbox.payloads.interactions import resolved_payload
from bot.sandbox.payloads.messages import attachment_payload
from bot.sandbox.world import World


def press(world: World, user: User, channel_id: int, message_id: int, button: str) -> Interaction:
    """Press a button, named by its ``custom_id`` or its label.

    Raises 10008 for a message that is gone, 50035 for a button that is not there
    or is disabled.
    """
    channel, message = shown_message(world, user, channel_id, message_id)
    component = _usable(message, button, (ComponentKind.BUTTON,))
    if "custom_id" not in component:
        raise _invalid("a link button sends nothing")
    data: Payload = {
        "custom_id": component["custom_id"],
        "component_type": ComponentKind.BUTTON,
        "id": component["id"],
    }
    return _component_used(world, user, channel, message, data)


def pick(
    world: World,
    user: User,
    channel_id: int,
    message_id: int,
    select: str,
    values: Sequence[str],
) -> Interaction:
    """Choose in a select; options go by value or label, other things by id."""
    channel, message = shown_message(world, user, channel_id, message_id)
    component = _usable(message, select, SELECT_KINDS)
    fields = Fields(component)
    if not fields.integer("min_values", 1) <= len(values) <= fields.integer("max_values", 1):
        raise _invalid(f"{len(values)} values do not fit the select")
    kind = fields.integer("type")
    chosen = [_option_value(component, value) for value in values]
    data: Payload = {
        "custom_id": component["custom_id"],
        "component_type": kind,
        "id": component["id"],
        "values": chosen,
    }
    if kind != ComponentKind.STRING_SELECT:
        data["resolved"] = resolved_choice(world, channel, user.id, component, chosen)
    return _component_used(world, user, channel, message, data)


def submit(world: World, user: User, modal_id: int, values: Mapping[str, object]) -> Interaction:
    """Send off a form that was shown; it may be sent more than once."""
    modal = world.modals.get(modal_id)
    if modal is None or modal.user_id != user.id:
        raise Refused(UNKNOWN_INTERACTION)
    channel = visible_channel(world, user, modal.channel_id)
    resolved: Payload = {}

    def resolve(component: Payload, entries: Sequence[object]) -> list[str]:
        if component["type"] == ComponentKind.FILE_UPLOAD:
            chosen, found = _uploaded(world, channel, entries)
        else:
            chosen = as_texts(list(entries))
            if component["type"] not in SELECT_KINDS or "options" in component:
                return chosen
            found = resolved_choice(world, channel, user.id, component, chosen)
        for name, things in found.items():
            as_object(resolved.setdefault(name, {})).update(as_object(things))
        return chosen

    data: Payload = {
        "custom_id": modal.custom_id,
        "components": submitted(modal.components, values, resolve),
    }
    if resolved:
        data["resolved"] = resolved
    source_id = modal.source_message_id or 0
    source = channel.messages.get(source_id) or world.ephemerals.get(source_id)
    return interactions.begin(
        world,
        world.applications[modal.application_id],
        user,
        channel,
        InteractionKind.MODAL,
        data,
        source=source,
        source_id=modal.source_message_id,
        parent_metadata=modal.metadata,
    )


def _uploaded(
    world: World, channel: Channel, entries: Sequence[object]
) -> tuple[list[str], Payload]:
    """Ids of files chosen in a form, and the files themselves."""
    files = [file_of_person(world, channel.id, entry) for entry in entries]
    kept = [one for one in files if one is not None]
    if len(kept) < len(files):
        raise _invalid("an upload is no file")
    attachments: Payload = {str(one.id): attachment_payload(one) for one in kept}
    return list(attachments), {"attachments": attachments}


def shown_message(
    world: World, user: User, channel_id: int, message_id: int
) -> tuple[Channel, Message]:
    """A message as this person's client has it, ephemeral ones included."""
    channel = visible_channel(world, user, channel_id)
    message = channel.messages.get(message_id)
    if message is None:
        message = world.ephemerals.get(message_id)
        if message is None or message.ephemeral_for != user.id:
            raise Refused(UNKNOWN_MESSAGE)
    return channel, message


def resolved_choice(
    world: World, channel: Channel, user_id: int, component: Payload, chosen: Sequence[str]
) -> Payload:
    """Users, roles and channels behind the ids that were chosen; raises for strangers."""
    guild = world.guild_of(channel)
    kind = component["type"]
    ids = [int(one) for one in chosen if one.isdecimal()]
    users: set[int] = set()
    roles: set[int] = set()
    channels: set[int] = set()
    if kind in (ComponentKind.USER_SELECT, ComponentKind.MENTIONABLE_SELECT):
        users = _known(ids, guild.members if guild else world.users)
    if kind in (ComponentKind.ROLE_SELECT, ComponentKind.MENTIONABLE_SELECT):
        roles = _known(ids, guild.roles if guild else ())
    if kind == ComponentKind.CHANNEL_SELECT and guild is not None:
        wanted = Fields(component).integers("channel_types")
        places: dict[int, int] = {
            **{one.id: one.kind for one in guild.channels.values()},
            **{one.id: one.kind for one in guild.threads.values()},
        }
        offered = [one for one, kind in places.items() if not wanted or kind in wanted]
        channels = _known(ids, offered)
    if len(users | roles | channels) != len(chosen):
        raise _invalid(f"{', '.join(chosen)} cannot be chosen here")
    return resolved_payload(
        world,
        guild.id if guild else None,
        user_id,
        user_ids=users,
        role_ids=roles,
        channel_ids=channels,
    )


def _known(ids: Iterable[int], known: Iterable[int]) -> set[int]:
    return set(ids) & set(known)


def _usable(message: Message, name: str, kinds: Sequence[int]) -> Payload:
    candidates = [one for one in interactive(message.components) if one["type"] in kinds]
    component = find_component(candidates, name) or next(
        (one for one in candidates if one.get("label") == name), None
    )
    if component is None:
        there = [one.get("label") or one.get("custom_id") for one in candidates]
        raise _invalid(f"the message has no {name!r}, only {there}")
    if component.get("disabled"):
        raise _invalid(f"{name!r} is disabled")
    return component


def _option_value(select: Payload, wanted: str) -> str:
    if "options" not in select:
        return wanted
    for option in as_objects(select["options"]):
        if wanted in (option["value"], option["label"]):
            return as_text(option["value"])
    raise _invalid(f"the select has no option {wanted!r}")


def _component_used(
    world: World, user: User, channel: Channel, message: Message, data: Payload
) -> Interaction:
    return interactions.begin(
        world,
        _owner(world, message),
        user,
        channel,
        InteractionKind.COMPONENT,
        data,
        source=message,
    )


def _owner(world: World, message: Message) -> Application:
    owner_id = message.application_id or message.author_user_id
    application = world.applications.get(owner_id or 0)
    if application is None:
        raise _invalid("no application receives what this component sends")
    return application


def _invalid(why: str) -> FormRefused:
    return FormRefused.at(
        ("data",), "COMPONENT_VALIDATION_FAILED", f"Component validation failed: {why}"
    )
