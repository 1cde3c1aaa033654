"""The work behind the cogs, run in a library thread: from a question or a button press to a reply."""
