"""The entry points that Discord calls, by feature: each cog parses, defers, calls a feature and shows the reply."""
