"""The Discord side of Pincite: translates between Discord and the library, never ranks.

cogs        what Discord knows: commands, messages, the handlers of buttons; thin
features    the work for each of them, from a question or a button to a reply, in the libraries' thread
replies     what is shown, as plain values; ``views`` makes Discord's components of them
ids         what buttons know, written into their ids
libraries   which library answers where; the threads, the builds, the folder that is kept in step
texts       everything that is said, in English; ``locales`` has it in the other languages, ``i18n`` chooses
commands    the command line
host        the process: start and end, the way to Discord, logs, sign of life

``client`` puts it all together.
"""
