"""What Discord calls, grouped by feature: each cog parses, defers, calls and renders."""
