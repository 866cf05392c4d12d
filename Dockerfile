# Stage 1 builds the editor of /sparql, stage 2 the wheel, its requirements and a snapshot; stage 3 only runs them.
FROM node:22-slim AS editor
WORKDIR /src
COPY api/editor ./api/editor
RUN bash api/editor/build

FROM python:3.12-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /opt/hjemmel && /opt/hjemmel/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE LICENSE-DATA ./
COPY api ./api
COPY --from=editor /src/api/hjemmel/web/sparql/assets ./api/hjemmel/web/sparql/assets
COPY kb ./kb
COPY ontology ./ontology
RUN /opt/hjemmel/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && /opt/hjemmel/bin/hjemmel build --out /snapshot

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home hjemmel
COPY --from=build /opt/hjemmel /opt/hjemmel
COPY --from=build --chown=hjemmel /snapshot /snapshot
USER hjemmel
ENV HJEMMEL_SNAPSHOTS=/snapshot PATH=/opt/hjemmel/bin:$PATH
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/ready', timeout=2)"]
ENTRYPOINT ["hjemmel"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
