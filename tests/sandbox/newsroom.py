"""A small bot with one of everything: commands, a button, a select, a form."""

from __future__ import annotations

import discord
from discord import app_commands, ui

from tests.sandbox.clients import Bot


class CommentForm(ui.Modal, title="Your comment"):
    """Labels as discord.py 2.7 sends them, with a select beside the text."""

    text: ui.Label[CommentForm] = ui.Label(
        text="Comment",
        description="Be kind",
        component=ui.TextInput(
            custom_id="text", style=discord.TextStyle.paragraph, min_length=2, max_length=20
        ),
    )
    topic: ui.Label[CommentForm] = ui.Label(
        text="Topic",
        component=ui.Select(
            custom_id="topic",
            required=False,
            options=[discord.SelectOption(label="News", value="news")],
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        field = self.text.component
        if not isinstance(field, ui.TextInput):
            raise TypeError(field)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content=f"received: {field.value}")
        await interaction.followup.send("thank you", ephemeral=True)


class LateForm(ui.Modal, title="Whenever you like"):
    """Answered by a listener, as discord.py forgets a form once it was submitted."""

    text: ui.TextInput[LateForm] = ui.TextInput(label="Text", custom_id="text")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Left to the listener."""


async def answer_late_forms(interaction: discord.Interaction) -> None:
    is_form = interaction.type is discord.InteractionType.modal_submit
    if is_form and interaction.data is not None and interaction.data.get("custom_id") == "late":
        await interaction.response.send_message("on time", ephemeral=True)


class Panel(ui.View):
    """Sits on an ephemeral message."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Rewrite", custom_id="rewrite")
    async def rewrite(self, interaction: discord.Interaction, _: ui.Button[Panel]) -> None:
        await interaction.response.send_modal(CommentForm())

    @ui.button(label="Dismiss", custom_id="dismiss")
    async def dismiss(self, interaction: discord.Interaction, _: ui.Button[Panel]) -> None:
        await interaction.response.edit_message(content="dismissed", view=None)


class EverythingForm(ui.Modal, title="Everything"):
    """One of each input that a form can have."""

    files: ui.Label[EverythingForm] = ui.Label(
        text="Files", component=ui.FileUpload(custom_id="files", required=False, max_values=2)
    )
    people: ui.Label[EverythingForm] = ui.Label(
        text="People", component=ui.UserSelect(custom_id="people", max_values=2)
    )
    mood: ui.Label[EverythingForm] = ui.Label(
        text="Mood",
        component=ui.RadioGroup(
            custom_id="mood",
            options=[
                discord.RadioGroupOption(label="Good", value="good", default=True),
                discord.RadioGroupOption(label="Bad", value="bad"),
            ],
        ),
    )
    topics: ui.Label[EverythingForm] = ui.Label(
        text="Topics",
        component=ui.CheckboxGroup(
            custom_id="topics",
            required=False,
            options=[discord.CheckboxGroupOption(label="News", value="news")],
        ),
    )
    agreed: ui.Label[EverythingForm] = ui.Label(
        text="Agreed", component=ui.Checkbox(custom_id="agreed")
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        parts: list[str] = []
        for label in (self.files, self.people, self.mood, self.topics, self.agreed):
            match label.component:
                case ui.FileUpload() as upload:
                    parts += [(await one.read()).decode() for one in upload.values]
                case ui.UserSelect() as select:
                    parts += [one.name for one in select.values]
                case ui.RadioGroup() as radio:
                    parts.append(str(radio.value))
                case ui.CheckboxGroup() as group:
                    parts += group.values
                case ui.Checkbox() as box:
                    parts.append(str(box.value))
        await interaction.response.send_message(" / ".join(parts), ephemeral=True)


class ChainedForm(ui.Modal, title="First of two"):
    """Tries to open a second form on the first, which Discord does not allow."""

    text: ui.TextInput[ChainedForm] = ui.TextInput(label="Text", custom_id="text")

    async def on_submit(self, interaction: discord.Interaction) -> None:
        try:
            await interaction.response.send_modal(CommentForm())
        except discord.HTTPException as error:
            await interaction.response.send_message(f"refused: {error.code}", ephemeral=True)


class Desk(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Later", custom_id="later")
    async def later(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        await interaction.response.send_modal(LateForm(custom_id="late"))

    @ui.button(label="Comment", custom_id="comment")
    async def comment(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        await interaction.response.send_modal(CommentForm())

    @ui.button(label="Panel", custom_id="panel")
    async def panel(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        await interaction.response.send_message("a panel", view=Panel(), ephemeral=True)

    @ui.button(label="Everything", custom_id="everything")
    async def everything(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        await interaction.response.send_modal(EverythingForm())

    @ui.button(label="Chain", custom_id="chain")
    async def chain(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        await interaction.response.send_modal(ChainedForm())

    @ui.button(label="Slowly", custom_id="slowly")
    async def slowly(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        await interaction.response.defer(thinking=True, ephemeral=True)
        await interaction.followup.send("fills the gap")
        await interaction.followup.send("for all", ephemeral=False)

    @ui.button(label="Refresh", custom_id="refresh")
    async def refresh(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        await interaction.response.edit_message(content="refreshed")

    @ui.button(label="Sleep", custom_id="sleep")
    async def sleep(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        """Never answers."""

    @ui.button(label="Off", custom_id="off", disabled=True)
    async def off(self, interaction: discord.Interaction, _: ui.Button[Desk]) -> None:
        await interaction.response.send_message("impossible")

    @ui.select(
        custom_id="pick",
        options=[
            discord.SelectOption(label="First", value="1"),
            discord.SelectOption(label="Second", value="2"),
        ],
    )
    async def pick(self, interaction: discord.Interaction, select: ui.Select[Desk]) -> None:
        await interaction.response.send_message(f"picked {select.values}", ephemeral=True)

    @ui.select(cls=ui.UserSelect, custom_id="who")
    async def who(self, interaction: discord.Interaction, select: ui.UserSelect[Desk]) -> None:
        names = [one.display_name for one in select.values]
        await interaction.response.send_message(f"chose {names}", ephemeral=True)


async def prepare(bot: Bot) -> None:
    """Register everything on a client that has logged in."""
    article = app_commands.Group(name="article", description="Articles")

    @article.command(description="Post an article")
    async def post(
        interaction: discord.Interaction,
        title: app_commands.Range[str, 3, 30],
        file: discord.Attachment | None = None,
        editor: discord.Member | None = None,
        place: discord.TextChannel | None = None,
    ) -> None:
        parts = [title]
        if file is not None:
            parts.append((await file.read()).decode())
        if editor is not None:
            parts.append(editor.display_name)
        if place is not None:
            parts.append(f"#{place.name}")
        await interaction.response.send_message(" / ".join(parts), view=Desk())

    @article.command(description="Close an article")
    async def close(interaction: discord.Interaction, article: str) -> None:
        await interaction.response.send_message(f"closed {article}")

    @close.autocomplete("article")
    async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        names = ["Turnips", "Turbines", "Weather"]
        fitting = [name for name in names if name.lower().startswith(typed.lower())]
        return [app_commands.Choice(name=name, value=name.lower()) for name in fitting]

    @app_commands.command(description="For moderators")
    @app_commands.default_permissions(manage_messages=True)
    async def queue(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("empty", ephemeral=True)

    @app_commands.context_menu(name="Report comment")
    async def report(interaction: discord.Interaction, message: discord.Message) -> None:
        text = f"reported: {message.content}"
        await interaction.response.send_message(text, ephemeral=True)

    @app_commands.context_menu(name="History")
    async def history(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"about {member.name}", ephemeral=True)

    bot.tree.add_command(article)
    bot.tree.add_command(queue)
    bot.tree.add_command(report)
    bot.tree.add_command(history)
    bot.add_view(Desk())
    bot.add_view(Panel())
    bot.add_listener(answer_late_forms, "on_interaction")
    await bot.tree.sync()
