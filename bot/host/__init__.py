"""The process: start and shutdown, connection to Discord, logs, heartbeat, preview."""
