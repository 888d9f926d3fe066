from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.permission import NOTHING, STAGE_PERMISSIONS, WRITING, Permission
from bot.workflow.setup import ChannelFacts, Overwrite, TargetKind, plan, undo_steps

EVERYONE, BOT, ROLE, MEMBER = 1, 2, 3, 4
ALL = STAGE_PERMISSIONS | WRITING | Permission.MANAGE_ROLES


def facts(*overwrites: Overwrite, powers: Permission = ALL) -> ChannelFacts:
    return ChannelFacts(
        channel_id=10,
        everyone_id=EVERYONE,
        bot_id=BOT,
        bot_permissions=powers,
        bot_guild_permissions=powers,
        overwrites=overwrites,
    )


def everyone(allow: Permission = NOTHING, deny: Permission = NOTHING) -> Overwrite:
    return Overwrite(EVERYONE, TargetKind.ROLE, "@everyone", allow, deny)


def test_the_bot_is_allowed_before_everyone_is_denied() -> None:
    first, second = plan(facts()).steps
    assert (first.after.target_id, first.newly_allowed) == (BOT, STAGE_PERMISSIONS)
    assert (second.after.target_id, second.newly_denied) == (EVERYONE, WRITING)


def test_other_bits_of_everyone_stay_as_they_are() -> None:
    before = everyone(
        allow=Permission.SEND_MESSAGES | Permission.EMBED_LINKS, deny=Permission.ATTACH_FILES
    )
    after = plan(facts(before)).steps[-1].after
    assert after.allow == Permission.EMBED_LINKS
    assert after.deny == WRITING | Permission.ATTACH_FILES


def test_a_channel_that_is_right_already_is_left_alone() -> None:
    steps = plan(facts()).steps
    assert plan(facts(*(step.after for step in steps))).steps == ()


def test_what_the_bot_lacks_is_named() -> None:
    wanting = ALL & ~Permission.MANAGE_WEBHOOKS & ~Permission.MANAGE_ROLES
    missing = plan(facts(powers=wanting)).missing
    assert f"{missing}" == "Manage Permissions, Manage Webhooks"
    assert plan(facts(powers=Permission.ADMINISTRATOR)).missing == NOTHING


def test_a_channel_made_ready_before_lacks_nothing() -> None:
    steps = plan(facts()).steps
    inside = ALL & ~WRITING | STAGE_PERMISSIONS
    again = replace(facts(*(step.after for step in steps)), bot_permissions=inside)
    assert plan(again).missing == NOTHING


def test_those_who_can_still_write_are_listed() -> None:
    role = Overwrite(ROLE, TargetKind.ROLE, "Editors", Permission.SEND_MESSAGES_IN_THREADS)
    member = Overwrite(MEMBER, TargetKind.MEMBER, "Ada", Permission.VIEW_CHANNEL)
    known = replace(facts(role, member), administrators=["Admins"])
    assert plan(known).still_write == (
        "Admins (Administrator)",
        "Editors (Send Messages in Threads)",
    )


def test_the_digest_changes_with_the_plan() -> None:
    assert plan(facts()).digest == plan(facts()).digest
    assert plan(facts()).digest != plan(facts(everyone(deny=Permission.SEND_MESSAGES))).digest


bits = st.sampled_from(
    [
        Permission.SEND_MESSAGES,
        Permission.SEND_MESSAGES_IN_THREADS,
        Permission.CREATE_PUBLIC_THREADS,
        Permission.EMBED_LINKS,
        Permission.VIEW_CHANNEL,
        Permission.ATTACH_FILES,
    ]
)


@st.composite
def overwrites(draw: st.DrawFn, target_id: int, kind: TargetKind, name: str) -> Overwrite:
    allow = deny = NOTHING
    for bit in draw(st.sets(bits)):
        if draw(st.booleans()):
            allow |= bit
        else:
            deny |= bit
    return Overwrite(target_id, kind, name, allow, deny)


def stored(steps: list[tuple[Overwrite, Overwrite]], index: int) -> dict[str, dict[str, int]]:
    return {
        str(pair[index].target_id): {
            "allow": int(pair[index].allow),
            "deny": int(pair[index].deny),
        }
        for pair in steps
    }


@given(
    overwrites(EVERYONE, TargetKind.ROLE, "@everyone"),
    overwrites(BOT, TargetKind.MEMBER, "Greenroom"),
)
def test_undoing_gives_back_exactly_what_was_there(first: Overwrite, second: Overwrite) -> None:
    steps = [(step.before, step.after) for step in plan(facts(first, second)).steps]
    now = {first.target_id: first, second.target_id: second}
    now.update({after.target_id: after for _, after in steps})
    for restored in undo_steps(now, before=stored(steps, 0), changed=stored(steps, 1)):
        now[restored.target_id] = restored
    assert now == {first.target_id: first, second.target_id: second}


def test_what_was_changed_by_hand_since_is_left_as_it_is() -> None:
    steps = [(step.before, step.after) for step in plan(facts()).steps]
    now = {after.target_id: after for _, after in steps}
    by_hand = replace(
        now[EVERYONE],
        allow=Permission.SEND_MESSAGES,
        deny=now[EVERYONE].deny & ~Permission.SEND_MESSAGES,
    )
    now[EVERYONE] = by_hand
    restored = {
        one.target_id: one
        for one in undo_steps(now, before=stored(steps, 0), changed=stored(steps, 1))
    }
    assert restored[EVERYONE].allow == Permission.SEND_MESSAGES
    assert restored[EVERYONE].deny == NOTHING


def test_everyone_gets_their_rights_back_before_the_bot_loses_its_own() -> None:
    steps = [(step.before, step.after) for step in plan(facts()).steps]
    now = {after.target_id: after for _, after in steps}
    order = undo_steps(now, before=stored(steps, 0), changed=stored(steps, 1))
    assert [one.target_id for one in order] == [EVERYONE, BOT]
