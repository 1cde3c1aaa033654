"""What Discord sends of servers and of what people do in them, cut down to what discord.py reads."""

from __future__ import annotations

from typing import Any

APPLICATION = "1000"
USER = {"id": APPLICATION, "username": "Pincite", "discriminator": "0", "avatar": None, "bot": True}
EVERYTHING = str((1 << 53) - 1)
"""All permissions."""
_COMMAND, _COMPONENT = 2, 3
_SUB_COMMAND, _STRING, _ATTACHMENT = 1, 3, 11
_BUTTON = 2


def token(number: int = 0) -> str:
    """The token of the interaction with this number."""
    return f"interaction-token-{number}" if number else "interaction-token"


def person(number: int) -> dict[str, Any]:
    """Somebody."""
    return {"id": str(2000 + number), "username": "reader", "discriminator": "0", "avatar": None}


def guild(server: int) -> dict[str, Any]:
    """A server with one channel."""
    everyone = {
        "id": str(server), "name": "@everyone", "permissions": EVERYTHING, "position": 0, "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False, "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip
    return {
        "id": str(server), "name": f"Server {server}", "owner_id": "2000", "preferred_locale": "en-US",
        "roles": [everyone], "channels": [channel(server)], "members": [], "threads": [], "emojis": [], "stickers": [],
        "features": [], "voice_states": [], "presences": [], "stage_instances": [], "guild_scheduled_events": [],
        "soundboard_sounds": [], "member_count": 1, "large": False, "premium_tier": 0, "verification_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0, "nsfw_level": 0,
        "system_channel_flags": 0, "afk_timeout": 60,
    }  # fmt: skip


def channel(server: int) -> dict[str, Any]:
    """The text channel of a server, or a direct channel (0)."""
    if not server:
        return {"id": "4000", "type": 1}
    return {
        "id": str(server + 1), "guild_id": str(server), "type": 0, "name": "hall", "position": 0, "nsfw": False,
        "permission_overwrites": [], "permissions": EVERYTHING,
    }  # fmt: skip


def message(components: list[dict[str, Any]], where: str = "4000") -> dict[str, Any]:
    """A message of the bot."""
    return {
        "id": "6000", "channel_id": where, "author": USER, "content": "", "components": components, "embeds": [],
        "timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None, "tts": False, "mention_everyone": False,
        "mentions": [], "mention_roles": [], "attachments": [], "pinned": False, "type": 20, "flags": 1 << 15,
    }  # fmt: skip


def slash(number: int, server: int, name: str, options: dict[str, str], file: dict[str, Any] | None) -> dict[str, Any]:
    """A command with its words, in a server or in a direct message (0); ``file`` is for the option of that name."""
    given: list[dict[str, Any]] = [{"name": key, "type": _STRING, "value": value} for key, value in options.items()]
    command, _, inner = name.partition(" ")
    data: dict[str, Any] = {"id": "5", "name": command, "type": 1}
    if file is not None:
        given.append({"name": file["option"], "type": _ATTACHMENT, "value": file["id"]})
        data["resolved"] = {"attachments": {file["id"]: file}}
    data["options"] = [{"name": inner, "type": _SUB_COMMAND, "options": given}] if inner else given
    return _interaction(number, server, _COMMAND, data=data)


def press(number: int, server: int, custom_id: str, components: list[dict[str, Any]]) -> dict[str, Any]:
    """A press of a button of a message with these components."""
    where = channel(server)["id"]
    data = {"custom_id": custom_id, "component_type": _BUTTON}
    return _interaction(number, server, _COMPONENT, data=data, message=message(components, where))


def _interaction(number: int, server: int, kind: int, **fields: Any) -> dict[str, Any]:
    who = person(number)
    where: dict[str, Any] = {"user": who, "context": 1, "authorizing_integration_owners": {"0": "0"}}
    if server:
        member = {
            "user": who, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0,
            "permissions": EVERYTHING,
        }  # fmt: skip
        owners = {"0": str(server)}
        where = {"guild_id": str(server), "member": member, "context": 0, "authorizing_integration_owners": owners}
        where["app_permissions"] = EVERYTHING
    return {
        "id": str(3000 + number), "application_id": APPLICATION, "type": kind, "token": token(number), "version": 1,
        "channel_id": channel(server)["id"], "channel": channel(server), "locale": "en-US", "entitlements": [],
        "attachment_size_limit": 1, **where, **fields,
    }  # fmt: skip
