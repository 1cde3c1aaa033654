"""The Discord side of Pincite: translates between Discord and the library; ranking is left to ``knowledge``.

cogs        the entry points that Discord calls (commands, messages, button handlers); thin
features    the work behind them: from a question or a button press to a reply, run in a library thread
replies     what is shown, as plain values; ``views`` turns them into Discord's components
ids         the state of buttons, encoded in their ids
libraries   which library serves which server; threads, index builds, synchronisation of the mounted folder
texts       all texts of the interface, in English; ``locales`` has the translations, ``i18n`` selects one
commands    the command line
host        the process: start and shutdown, connection to Discord, logs, heartbeat

``client`` composes all of them.
"""
