"""A judge on another machine, asked about what Greenroom itself would publish. Off by default."""

from bot.remote_judge.dialects import DIALECTS, AnswerUnreadable
from bot.remote_judge.endpoint import Endpoint
from bot.remote_judge.remote_judge import RemoteJudge

__all__ = ["DIALECTS", "AnswerUnreadable", "Endpoint", "RemoteJudge"]
