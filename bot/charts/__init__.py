"""Draws pictures in a process of its own, which ends with its memory when the picture is done."""

from bot.charts.painter import SubprocessPainter

__all__ = ["SubprocessPainter"]
