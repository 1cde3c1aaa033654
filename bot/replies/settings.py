"""The settings panel: an overview, and a part for each group of settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import texts as general
from bot.ids.settings import NOTHING, OTHER, Deed, Order, Part, Setting, encode
from bot.replies import HEADING, Choose, Kept, Look, Menu, Option, Press, Reply, Tone
from bot.texts import settings as texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.guilds import GuildSettings
    from bot.i18n import Message, Translation
    from bot.replies import Row

_MOST_CHANNELS = 25
_PAUSES = (0, 3, 5, 10, 30, 60, 300, 3600)
_PASSAGES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)

LANGUAGE_NAMES: Final = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "ja": "日本語"}
"""The name of each language in that language."""

PARTS: Final[dict[Part, tuple[Message, tuple[Setting, ...]]]] = {
    Part.OVERVIEW: (texts.OVERVIEW, ()),
    Part.PLACES: (texts.PLACES, (Setting.CHANNELS, Setting.COOLDOWN)),
    Part.ANSWERS: (texts.ANSWERS, (Setting.PRIVATE, Setting.PASSAGES, Setting.LANGUAGE)),
    Part.LIBRARY: (texts.LIBRARY_PART, (Setting.BUNDLED, Setting.GAPS)),
    Part.CHAT: (texts.CHAT, (Setting.PLAIN_CHAT,)),
    Part.PEOPLE: (texts.PEOPLE, (Setting.LOG_CHANNEL, Setting.MODERATOR_ROLE)),
}
"""Each part: its name, and the settings in it."""

NAMES: Final[dict[Setting, tuple[Message, Message]]] = {
    Setting.CHANNELS: (texts.CHANNELS, texts.CHANNELS_HELP),
    Setting.COOLDOWN: (texts.COOLDOWN, texts.COOLDOWN_HELP),
    Setting.PRIVATE: (texts.PRIVATE, texts.PRIVATE_HELP),
    Setting.PASSAGES: (texts.PASSAGES, texts.PASSAGES_HELP),
    Setting.LANGUAGE: (texts.LANGUAGE, texts.LANGUAGE_HELP),
    Setting.BUNDLED: (texts.BUNDLED, texts.BUNDLED_HELP),
    Setting.GAPS: (texts.GAPS, texts.GAPS_HELP),
    Setting.PLAIN_CHAT: (texts.PLAIN_CHAT, texts.PLAIN_CHAT_HELP),
    Setting.LOG_CHANNEL: (texts.LOG_CHANNEL, texts.LOG_CHANNEL_HELP),
    Setting.MODERATOR_ROLE: (texts.ROLE, texts.ROLE_HELP),
}
"""The name and the meaning of each setting."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel as a moderator sees it: the settings, what does not work, and whether they may choose the role."""

    settings: GuildSettings
    tr: Translation
    log_works: bool = True
    chat_works: bool = True
    manager: bool = True


def part_of(setting: Setting) -> Part:
    """The part of the panel that contains a setting."""
    return next(part for part, (_, settings) in PARTS.items() if setting in settings)


def overview(panel: Panel) -> Reply:
    """All settings at a glance."""
    lines = [
        panel.tr(texts.ONE_LINE, setting=panel.tr(NAMES[setting][0]), value=_shown(setting, panel))
        for setting in Setting
    ]
    reset = Press(encode(Order(Deed.RESET)), panel.tr(texts.RESET), look=Look.DANGER)
    return _reply(panel, "\n".join(lines), (_parts(Part.OVERVIEW, panel.tr), (reset,)))


def confirm_reset(panel: Panel) -> Reply:
    """The confirmation prompt before all settings are reset."""
    yes = Press(encode(Order(Deed.RESET, "1")), panel.tr(texts.RESET_YES), look=Look.DANGER)
    no = Press(encode(Order(Deed.OPEN, Part.OVERVIEW)), panel.tr(texts.RESET_NO))
    return _reply(panel, panel.tr(texts.RESET_QUESTION), ((yes, no),))


def part(panel: Panel, which: Part) -> Reply:
    """One part of the panel: its settings, their meaning, and the controls."""
    if which is Part.OVERVIEW:
        return overview(panel)
    tr = panel.tr
    settings = PARTS[which][1]
    lines = []
    for setting in settings:
        name, meaning = NAMES[setting]
        value = tr(texts.ONE_LINE, setting=tr(name), value=_shown(setting, panel))
        lines.append(f"{value}\n-# {tr(meaning)}")
    rows = [_parts(which, tr), *(row for setting in settings for row in _controls(setting, panel))]
    return _reply(panel, "\n\n".join(lines), tuple(rows))


def value_of(setting: Setting, settings: GuildSettings, tr: Translation) -> str:
    """The value of a setting (Markdown)."""
    return _VALUES[setting](settings, tr)


def duration(seconds: int, tr: Translation) -> str:
    """A pause in the largest unit that divides it evenly."""
    if not seconds:
        return tr(texts.NO_PAUSE)
    for unit, plural in ((3600, texts.HOURS), (60, texts.MINUTES)):
        if seconds % unit == 0:
            return tr.count(plural, seconds // unit)
    return tr.count(texts.SECONDS, seconds)


def _shown(setting: Setting, panel: Panel) -> str:
    value = value_of(setting, panel.settings, panel.tr)
    if setting is Setting.LOG_CHANNEL and panel.settings.log_channel is not None and not panel.log_works:
        return f"{value} {panel.tr(texts.LOG_BROKEN)}"
    if setting is Setting.PLAIN_CHAT and panel.settings.plain_chat and not panel.chat_works:
        return f"{value}\n-# {panel.tr(texts.NO_INTENT)}"
    return value


def _channels(channels: frozenset[int], none: Message, tr: Translation) -> str:
    return tr.listed(f"<#{channel}>" for channel in sorted(channels)) if channels else tr(none)


def _reply(panel: Panel, lead: str, rows: tuple[Row, ...]) -> Reply:
    tr = panel.tr
    return Reply(Kept(f"{HEADING}{tr(texts.PANEL)}", f"-# {tr(texts.EFFECT)}"), Tone.PLAIN, lead=lead, rows=rows)


def _parts(current: Part, tr: Translation) -> Menu:
    options = tuple(Option(tr(name), one, chosen=one is current) for one, (name, _) in PARTS.items())
    return Menu(encode(Order(Deed.OPEN)), tr(texts.CHOOSE_PART), options)


def _controls(setting: Setting, panel: Panel) -> tuple[Row, ...]:
    settings, tr = panel.settings, panel.tr
    match setting:
        case Setting.CHANNELS:
            chosen = tuple(sorted(settings.channels))
            menu = _of_channels(setting, tr(texts.CHOOSE_CHANNELS), chosen, _MOST_CHANNELS)
            return menu, (_nothing(setting, tr(texts.ANSWER_EVERYWHERE), disabled=not chosen),)
        case Setting.PLAIN_CHAT:
            chosen = tuple(sorted(settings.plain_chat))
            menu = _of_channels(setting, tr(texts.CHOOSE_PLAIN_CHAT), chosen, _MOST_CHANNELS)
            return menu, (_nothing(setting, tr(texts.NOTICE_NOWHERE), disabled=not chosen),)
        case Setting.LOG_CHANNEL:
            chosen = (settings.log_channel,) if settings.log_channel is not None else ()
            menu = _of_channels(setting, tr(texts.CHOOSE_LOG_CHANNEL), chosen, 1)
            return menu, (_nothing(setting, tr(texts.NO_LOG), disabled=not chosen),)
        case Setting.MODERATOR_ROLE:
            return _of_roles(panel)
        case _:
            return (Menu(encode(Order(setting)), tr(NAMES[setting][0]), _options(setting, settings, tr)),)


def _options(setting: Setting, settings: GuildSettings, tr: Translation) -> tuple[Option, ...]:
    """The options of a menu; each names its setting, since a closed menu shows only the chosen option."""
    now = getattr(settings, setting.field)
    offered: list[tuple[str, object]]
    match setting:
        case Setting.COOLDOWN:
            offered = [(duration(one, tr), one) for one in sorted({*_PAUSES, settings.cooldown})]
        case Setting.PASSAGES:
            offered = [(tr.count(general.PASSAGES, one), one) for one in _PASSAGES]
        case Setting.LANGUAGE:
            offered = [(tr(texts.OF_EACH_MEMBER), None), *((name, code) for code, name in LANGUAGE_NAMES.items())]
        case _:
            offered = [
                (value_of(setting, settings.model_copy(update={setting.field: one}), tr), one) for one in (True, False)
            ]
    name = tr(NAMES[setting][0])
    lines = [
        Option(tr(texts.CHOICE, setting=name, value=label), _written(one), chosen=one == now) for label, one in offered
    ]
    if setting is Setting.COOLDOWN:
        lines.append(Option(tr(texts.OTHER_PAUSE), OTHER))
    return tuple(lines)


def _written(value: object) -> str:
    if value is None:
        return NOTHING
    return str(int(value)) if isinstance(value, bool) else str(value)


def _of_channels(setting: Setting, placeholder: str, chosen: tuple[int, ...], most: int) -> Menu:
    return Menu(encode(Order(setting)), placeholder, kind=Choose.CHANNEL, chosen=chosen, most=most)


def _of_roles(panel: Panel) -> tuple[Row, ...]:
    """The menu of roles; only for those who manage the server, so that the role's members cannot pass it on."""
    if not panel.manager:
        return ()
    role, tr = panel.settings.moderator_role, panel.tr
    chosen = (role,) if role is not None else ()
    menu = Menu(encode(Order(Setting.MODERATOR_ROLE)), tr(texts.CHOOSE_ROLE), kind=Choose.ROLE, chosen=chosen)
    return menu, (_nothing(Setting.MODERATOR_ROLE, tr(texts.NO_MODERATOR_ROLE), disabled=not chosen),)


def _nothing(setting: Setting, label: str, *, disabled: bool) -> Press:
    return Press(encode(Order(setting, NOTHING)), label, disabled)


_VALUES: Final[dict[Setting, Callable[[GuildSettings, Translation], str]]] = {
    Setting.CHANNELS: lambda now, tr: _channels(now.channels, texts.EVERYWHERE, tr),
    Setting.COOLDOWN: lambda now, tr: duration(now.cooldown, tr),
    Setting.PRIVATE: lambda now, tr: tr(texts.SEEN_BY_ONE if now.private else texts.SEEN_BY_ALL),
    Setting.PASSAGES: lambda now, tr: tr.number(now.passages),
    Setting.LANGUAGE: lambda now, tr: LANGUAGE_NAMES[now.language] if now.language else tr(texts.OF_EACH_MEMBER),
    Setting.BUNDLED: lambda now, tr: tr(texts.IN_USE if now.bundled else texts.NOT_IN_USE),
    Setting.GAPS: lambda now, tr: tr(texts.KEPT if now.gaps else texts.NOT_KEPT),
    Setting.PLAIN_CHAT: lambda now, tr: _channels(now.plain_chat, texts.NOWHERE, tr),
    Setting.LOG_CHANNEL: lambda now, tr: f"<#{now.log_channel}>" if now.log_channel else tr(texts.NO_CHANNEL),
    Setting.MODERATOR_ROLE: lambda now, tr: f"<@&{now.moderator_role}>" if now.moderator_role else tr(texts.NO_ROLE),
}
