# The catalogue's pages and API on port 5000; `docs/docker.md` says how to use it.
# Layers go from what seldom changes to what often does, so that a change of code rebuilds only the last one.

ARG BASE_IMAGE=debian:trixie-slim
FROM ${BASE_IMAGE}

RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-pip vim \
    && rm -rf /var/lib/apt/lists/*

# The locked dependencies, in an environment apart from Debian's own Python packages.
COPY requirements.txt /app/
RUN python3 -m venv --without-pip /opt/venv \
    && pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes -r /app/requirements.txt

# An ordinary user, whose only folder is the one that a volume is mounted on.
RUN useradd --uid 10001 --create-home catalogue \
    && install -d -o catalogue -g catalogue /app/instance

COPY . /app/

WORKDIR /app
USER catalogue
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=5000
EXPOSE 5000

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/health/ready', timeout=4)"]

CMD ["sh", "-c", "python -m catalogue db upgrade && exec python -m catalogue serve"]
