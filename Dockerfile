# Build stage: install everything into one virtual environment.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/pincite
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY knowledge knowledge
COPY bot bot
RUN /opt/pincite/bin/pip install '.[all]'

# Runtime stage: only that environment, run by an unprivileged user, data in a volume.
FROM python:3.11-slim
ENV PATH=/opt/pincite/bin:$PATH PINCITE_DATA=/data PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin pincite \
    && install --directory --owner=pincite --group=pincite /data
COPY --from=build /opt/pincite /opt/pincite
USER pincite
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
# While it is connected the bot touches this file every 15 seconds.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD test -n "$(find "$PINCITE_DATA/heartbeat" -mmin -1)"
ENTRYPOINT ["pincite"]
CMD ["run"]
