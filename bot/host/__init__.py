"""The process and whoever runs it: start and end, the way to Discord, logs, the sign of life, the preview."""
