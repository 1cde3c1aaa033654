"""What the cogs call: the work for each feature, in the libraries' thread, from a question or a button to a reply."""
