# Two images: `web`, the catalogue's pages and API on port 5000, and `explorer`, the collection in figures on port 8501.
# `docs/docker.md` says how to use them. Layers go from what seldom changes to what often does, so that a change of code
# rebuilds only the last ones.

ARG BASE_IMAGE=debian:trixie-slim
FROM ${BASE_IMAGE} AS base

# Versions are not pinned: Debian stable changes them for security alone, and takes the old ones away.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-pip vim \
    && rm -rf /var/lib/apt/lists/*

# An ordinary user, by number, so that Kubernetes sees that it is not root. Its only folder is the one that a volume is
# mounted on; dependencies go into an environment apart from Debian's own Python packages.
RUN useradd --uid 10001 --create-home catalogue \
    && install -d -o catalogue -g catalogue /app/instance \
    && python3 -m venv --without-pip /opt/venv

WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0


FROM base AS explorer

COPY requirements.txt /app/
RUN pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes -r /app/requirements.txt

COPY . /app/

USER 10001
ENV EXPLORER_PORT=8501 \
    HOME=/tmp \
    MPLCONFIGDIR=/tmp/matplotlib
EXPOSE 8501

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"EXPLORER_PORT\"]}/_stcore/health', timeout=4)"]

CMD ["sh", "-c", "exec python -m explorer --server.address=\"$HOST\" --server.port=\"$EXPLORER_PORT\""]


FROM base AS web

COPY requirements-web.txt /app/
RUN pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes -r /app/requirements-web.txt

COPY . /app/

USER 10001
ENV PORT=5000
EXPOSE 5000

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/health/ready', timeout=4)"]

CMD ["sh", "-c", "python -m catalogue db upgrade && exec python -m catalogue serve"]
