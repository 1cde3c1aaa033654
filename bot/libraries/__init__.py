"""The libraries of all servers, the threads and child processes in which they are used, and the mounted folder."""

from bot.libraries.service import Libraries

__all__ = ["Libraries"]
